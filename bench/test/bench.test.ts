import assert from 'node:assert/strict';
import { compare } from '../src/compare/compare.js';
import { operationNames } from '../src/compare/operations.js';
import { fanOut } from '../src/fanout/fan-out.js';
import { patience } from '@feed/testkit/patience';

/** The cells of the rows of a Markdown table, the header and other lines left out. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
    .map((line) =>
      line
        .slice(2, -2)
        .split('|')
        .map((cell) => cell.trim()),
    );

describe('bench', function () {
  this.timeout(patience(120_000));

  it('compares every operation, on a small network', async () => {
    const lines: string[] = [];
    const text = await compare(
      {
        ...{ users: 20, viewers: 20, rounds: 1, seconds: 0.1, warmupSeconds: 0.1, connections: [2] },
        ...{ operations: operationNames, fromSource: true },
      },
      (line) => lines.push(line),
    );
    const [header, ...rows] = rowsOf(text);
    assert.equal(header?.length, 9);
    const [first, ...others] = operationNames;
    assert.deepEqual(
      rows.map(([operation, connections, who]) => `${operation} ${connections} ${who}`),
      [
        ...['port', 'ours', 'one statement', 'prepared bytes'].map((who) => `${first} 2 ${who}`),
        ...others.flatMap((operation) => [`${operation} 2 port`, `${operation} 2 ours`]),
      ],
    );
    for (const row of rows) assert.ok(Number(row[3]) > 0 && Number(row[4]) > 0, row.join());
    assert.match(text, /^Node v.*\nNOT A RESULT: only 1 /);
    assert.ok(lines.includes('the answers are the same'), lines.join('\n'));
  });

  it('measures the fan-out, and finds every post in every timeline', async () => {
    const text = await fanOut({ followers: 20, posts: 2, rounds: 1, fromSource: true }, () => undefined);
    const rows = new Map(rowsOf(text).map(([name = '', ...cells]) => [name, cells]));
    for (const name of ['ours', 'LPUSHX and LTRIM']) assert.ok(Number(rows.get(name)?.[0]) > 0, text);
    assert.match(rows.get('one post until a follower reads it, p99')?.[0] ?? '', /^[\d.]+ ms$/);
    assert.match(text, /bytes for each of 8\d\d entries +\| +[1-9]/);
  });
});
