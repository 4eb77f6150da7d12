import assert from 'node:assert/strict';
import { issueRefreshToken } from '@feed/store/identity/refresh-tokens/writes';
import { openSession } from '@feed/store/identity/sessions/writes';
import { modelsOf } from '@feed/store/postgres/models/models';
import { statement } from '@feed/store/postgres/statement';
import { patience } from '@feed/testkit/patience';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';

/** Far longer than the requests of one schedule take, so that only the steps of the schedule move the time. */
const graceSeconds = 600;
const lifeSeconds = 86_400;

const refresh =
  'mutation ($refreshToken: String) { refreshToken(refreshToken: $refreshToken) { refreshToken } }';
const letPass = statement<never>(
  'test.let_pass',
  'UPDATE refresh_tokens SET used_at = used_at - make_interval(secs => $2) WHERE session_id = $1',
);
const end = statement<never>('test.end', 'UPDATE sessions SET revoked_at = now() WHERE id = $1');

/** Which token a request sends: one that was not used yet, one that another tab has just used, or any, as a thief may. */
const choices = ['unused', 'repeated', 'any'] as const;

interface Pick {
  from: (typeof choices)[number];
  index: number;
  /** Whether the response does not arrive. */
  lost: boolean;
}

type Step =
  { kind: 'refresh'; picks: readonly Pick[] } | { kind: 'wait'; seconds: number } | { kind: 'logout' };

const request = fc.record<Pick>({
  from: fc.constantFrom(...choices, 'unused', 'unused', 'repeated'),
  index: fc.nat({ max: 1000 }),
  lost: fc.boolean(),
});
const schedule = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constant('refresh' as const),
        picks: fc.array(request, { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(200, 400, 800) }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'logout' as const }) },
  ),
  { minLength: 1, maxLength: 12 },
);

/** A model of the promise, without a database. */
class Model {
  readonly firstUse = new Map<string, number>();
  clock = 0;
  live = true;

  choose(received: readonly string[], { from, index }: Pick): string {
    const unused = (token: string): boolean => !this.firstUse.has(token);
    const some = received.filter((token) =>
      from === 'any' ? true : from === 'unused' ? unused(token) : !unused(token) && !this.isLate(token),
    );
    const candidates = some.length > 0 ? some : received.filter((token) => !this.isLate(token));
    return candidates[index % candidates.length] ?? received[0] ?? '';
  }

  private isLate(token: string): boolean {
    return this.clock - (this.firstUse.get(token) ?? this.clock) >= graceSeconds;
  }

  /** Whether each of these tokens, sent at the same time, is exchanged. */
  exchange(tokens: readonly string[]): boolean[] {
    const late = tokens.map((token) => this.isLate(token));
    const alive = this.live;
    if (late.includes(true)) this.live = false;
    for (const token of tokens) if (!this.firstUse.has(token)) this.firstUse.set(token, this.clock);
    return late.map((isLate) => alive && !isLate);
  }
}

describe('refresh tokens under any schedule of tabs, through two processes', () => {
  let app: TestApp, second: TestApp, clients: Client[];
  before(async () => {
    const grace = { REFRESH_GRACE_SECONDS: String(graceSeconds) };
    app = await startTestApp({ env: grace });
    second = await startTestApp({ env: { ...grace, ...app.database.env, REDIS_URL: app.redis.url } });
    clients = [clientOf(app), clientOf(second)];
  });
  after(async () => {
    await second.stop();
    await app.stop();
  });

  async function begin(): Promise<{ sessionId: string; token: string }> {
    const { database } = app.context;
    const { id: userId } = await modelsOf(database).User.create({ username: randomBytes(8).toString('hex') });
    return database.transaction(async (tx) => {
      const { id } = await openSession(tx, {
        userId,
        userAgent: undefined,
        address: '203.0.113.1',
        lifeSeconds,
      });
      return { sessionId: id, token: (await issueRefreshToken(tx, id, lifeSeconds)).refreshToken };
    });
  }

  /** The new token, or null when the request was rejected. */
  async function send(refreshToken: string, i: number): Promise<string | null> {
    const { data, errors } = (await clients[i % 2]?.gql(refresh, { refreshToken })) ?? {};
    if (data?.refreshToken) return data.refreshToken.refreshToken as string;
    assert.equal(errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
    return null;
  }

  async function run(steps: readonly Step[]): Promise<void> {
    const { database } = app.context;
    const { sessionId, token } = await begin();
    const model = new Model();
    const received = [token];
    for (const step of steps) {
      if (step.kind === 'wait') {
        model.clock += step.seconds;
        await database.query(letPass, [sessionId, step.seconds]);
      } else if (step.kind === 'logout') {
        model.live = false;
        await database.query(end, [sessionId]);
      } else {
        const tokens = step.picks.map((pick) => model.choose(received, pick));
        const expected = model.exchange(tokens);
        const theft = !model.live && expected.includes(true);
        const answers = await Promise.all(tokens.map(send));
        // Beside a theft, a request may be served before the session ends or rejected after it.
        if (!theft)
          assert.deepEqual(
            answers.map((answer) => answer !== null),
            expected,
          );
        answers.forEach((answer, i) => {
          if (answer !== null && step.picks[i]?.lost === false) received.push(answer);
        });
      }
    }
    const left = await Promise.all(
      received.map(async (each) => (model.firstUse.has(each) ? null : send(each, 0))),
    );
    received.forEach((each, i) => {
      if (!model.firstUse.has(each)) assert.equal(left[i] !== null, model.live);
    });
  }

  it('are exchanged for as long as the model says, and end the session when it says', async () => {
    await fc.assert(fc.asyncProperty(schedule, run), { numRuns: 60 });
  }).timeout(patience(120_000));
});
