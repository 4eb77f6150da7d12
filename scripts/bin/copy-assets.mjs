#!/usr/bin/env node
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

// tsc does not copy these files; code that runs from dist needs them beside it. Those of the page are bundled.
const assets = new Set(['.graphql', '.sql', '.html']);
const wanted = (path) => statSync(path).isDirectory() || assets.has(extname(path));

for (const group of ['packages', 'services']) {
  for (const name of readdirSync(group)) {
    const source = join(group, name, 'src');
    if (name !== 'web' && existsSync(source))
      cpSync(source, join(group, name, 'dist'), { recursive: true, filter: wanted });
  }
}
