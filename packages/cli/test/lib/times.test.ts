import assert from 'node:assert/strict';
import { parseTime } from '../../src/commands/import/times.js';

describe('times of an import', () => {
  const good: [string, string][] = [
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-03-01T10:20', '2024-03-01T10:20:00.000Z'],
    ['2024-03-01 10:20:30', '2024-03-01T10:20:30.000Z'],
    ['2024-03-01T10:20:30.123456Z', '2024-03-01T10:20:30.123Z'],
    ['2024-03-01T10:20:30.1+02', '2024-03-01T08:20:30.100Z'],
    ['2024-03-01 10:20:30 -0530', '2024-03-01T15:50:30.000Z'],
    ['2024-03-01t10:20:30z', '2024-03-01T10:20:30.000Z'],
  ];
  for (const [text, time] of good)
    it(`reads ${text}`, () => assert.equal(new Date(parseTime(text) ?? 0).toISOString(), time));

  const bad = [
    '',
    '1',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-03-01T24:00',
    '2024-03-01T10:60',
    '1 March 2024',
  ];
  for (const text of [...bad, '2024-03-01T10:20:61Z', '12024-03-01', '0080-01-01', '2024-03-01T10:20:30+5'])
    it(`rejects "${text}"`, () => assert.equal(parseTime(text), undefined));
});
