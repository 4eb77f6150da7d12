import assert from 'node:assert/strict';
import { isoTime } from '../src/iso-time.js';
import { type Logger, createLogger, plainInfo } from '../src/logger.js';
import { runInScope } from '../src/request-context.js';

interface Captured {
  logger: Logger;
  lines: Record<string, unknown>[];
  text(): string;
}

function capture(): Captured {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    written.push(line);
    lines.push(JSON.parse(line) as Record<string, unknown>);
  };
  const logger = createLogger({ service: 'test', level: 'info', version: '1', destination: { write } });
  return { logger, lines, text: () => written.join('') };
}

describe('logger', () => {
  it('writes JSON lines with service, version, level name and ISO time', () => {
    const { logger, lines } = capture();
    logger.info({ rows: 3 }, 'done');
    const [line] = lines;
    assert.deepEqual(
      { ...line, time: 0 },
      { level: 'info', time: 0, service: 'test', version: '1', rows: 3, msg: 'done' },
    );
    assert.match(String(line?.['time']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('mixes in the request and the task it runs in', () => {
    const { logger, lines } = capture();
    runInScope({ requestId: 'r1', taskId: '7', taskKind: 'fan-out' }, () => logger.info('inside'));
    logger.info('outside');
    assert.deepEqual(
      lines.map((line) => [line['request_id'], line['task_id'], line['task_kind']]),
      [
        ['r1', '7', 'fan-out'],
        [undefined, undefined, undefined],
      ],
    );
  });

  const secret = 'hunter2';
  const leaks: Record<string, (logger: Logger) => void> = {
    'a key': (l) => l.info({ password: secret }),
    'a key in any spelling': (l) =>
      l.info({ Authorization: secret, refreshToken: secret, 'Set-Cookie': secret }),
    'deep keys': (l) =>
      l.info({ request: { headers: [{ cookie: secret }], body: { input: { newPassword: secret } } } }),
    'a child binding': (l) => l.child({ clientSecret: secret }).info('x'),
    'a URL in the message': (l) => l.info(`cannot reach postgres://feed:${secret}@db:5432/feed`),
    'a URL without a user': (l) => l.info({ url: `redis://:${secret}@cache:6379` }),
    'a bearer token in text': (l) => l.info(`header was Bearer ${secret}`),
    'an error message and its cause': (l) =>
      l.error({ err: new Error(`JWT ${secret}`, { cause: new Error(`smtp://a:${secret}@mail`) }) }, 'failed'),
    'fields attached to an error': (l) =>
      l.error(Object.assign(new Error('failed'), { config: { headers: secret }, parameters: [secret] })),
    'a cause that is not an error': (l) => l.error(new Error('failed', { cause: { token: secret } })),
  };
  for (const [what, log] of Object.entries(leaks)) {
    it(`redacts ${what}`, () => {
      const { logger, text } = capture();
      log(logger);
      assert.match(text(), /redacted|failed/);
      assert.doesNotMatch(text(), new RegExp(secret));
    });
  }

  it('keeps the parts of an error that an operator needs', () => {
    const { logger, lines } = capture();
    logger.error(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'no database');
    const err = lines[0]?.['err'] as Record<string, unknown>;
    assert.deepEqual([err['type'], err['message'], err['code']], ['Error', 'refused', 'ECONNREFUSED']);
    assert.match(String(err['stack']), /logger\.test/);
  });

  const texts = ['/graphql', '/"quoted"', '/\\', '/\u0000\u001f\n', '/é✓\u{1f600}', `/${'x'.repeat(99)}`];
  for (const path of [
    ...texts,
    '/?u=redis://:hunter2@cache',
    '/JWT hunter2',
    '/eyJabcdefgh.abcdefgh1.hunter2',
  ]) {
    it(`writes plain fields as pino does: ${JSON.stringify(path)}`, () => {
      const { logger, text } = capture();
      const fields = { request_id: 'r1', method: 'GET', path, status: 200, duration_ms: 0.01 };
      runInScope({ requestId: 'r1' }, () => logger.info(fields, 'request'));
      plainInfo(logger, 'request')(fields);
      plainInfo(logger.child({}), 'request')(fields);
      const lines = text()
        .replaceAll(/"time":"[^"]+"/g, '')
        .trimEnd()
        .split('\n');
      assert.equal(lines.length, 3);
      assert.deepEqual([lines[1], lines[2]], [lines[0], lines[0]]);
      assert.doesNotMatch(text(), new RegExp(secret));
    });
  }

  it('writes plain fields with the bindings of a child, and only where the level allows it', () => {
    const { logger, lines } = capture();
    const log = plainInfo(logger.child({ part: 'x' }), 'request');
    log({ request_id: 'r1' });
    assert.equal(lines[0]?.['part'], 'x');
    logger.level = 'warn';
    plainInfo(logger, 'request')({ request_id: 'r2' });
    assert.equal(lines.length, 1);
  });
});

describe('isoTime', () => {
  it('is the time as a date writes it', () => {
    const start = Date.UTC(2026, 11, 31, 23, 59, 58);
    for (const ms of [0, 1, 9, 10, 99, 100, 999, 1000, 1001, 500, 2000, 1_999, 86_400_000])
      assert.equal(isoTime(start + ms), new Date(start + ms).toISOString());
  });
});
