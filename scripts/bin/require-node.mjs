#!/usr/bin/env node
// Every target runs this first, so an old Node must be able to parse it.
const needed = [20, 19];
const have = process.versions.node.split('.').map(Number);
if (have[0] < needed[0] || (have[0] === needed[0] && have[1] < needed[1])) {
  process.stderr.write(`Node ${needed.join('.')} or later is needed; this is ${process.versions.node}.\n`);
  process.exit(1);
}
