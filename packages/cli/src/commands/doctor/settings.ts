import { statement, type Queryable } from '@feed/store/postgres/database';
import {
  serverFacts,
  storedDefault,
  wrongSetting,
  type ServerFacts,
} from '@feed/store/postgres/server-facts';
import { fail, ok, warn, type Finding } from './finding.js';

interface Setting {
  name: string;
  /** As `pg_settings` shows it: times in milliseconds. */
  value: string;
  /** The default that is stored for the role or the database. */
  stored: string | null;
}

interface Expectation {
  fits(setting: Setting): boolean;
  /** The consequence of another value. It is absent when the services do not depend on the setting. */
  harm?: string;
  /** Whether the services replace the value on direct connections, so that it only counts through a pooler. */
  replaced?: boolean;
  /** The value to set. */
  want: string;
  /** The correction of a setting that no statement can change. */
  remedy?: string;
}

const is = (want: string): Pick<Expectation, 'fits' | 'want'> => ({
  fits: ({ value }) => value.toLowerCase() === want,
  want,
});
/** No limit, or at least so many milliseconds. */
const atLeast = (ms: number): Pick<Expectation, 'fits' | 'want'> => ({
  fits: ({ value }) => Number(value) === 0 || Number(value) >= ms,
  want: '0',
});
const unlessStored = (want: string, fits: (stored: string) => boolean) => ({
  fits: ({ stored }: Setting) => stored === null || fits(stored),
  want,
});

const expectations: Readonly<Record<string, Expectation>> = {
  DateStyle: unlessStored('ISO, MDY', (stored) => /^iso/i.test(stored)),
  TimeZone: unlessStored('UTC', (stored) => stored === 'UTC'),
  client_encoding: unlessStored('UTF8', (stored) => /^(utf-?8|unicode)$/i.test(stored)),
  IntervalStyle: is('postgres'),
  bytea_output: is('hex'),
  standard_conforming_strings: is('on'),
  row_security: is('on'),
  extra_float_digits: {
    fits: ({ value }) => Number(value) >= 0,
    want: '1',
    harm: 'numbers lose digits',
    replaced: true,
  },
  default_transaction_isolation: {
    ...is('read committed'),
    harm: 'statements that meet a change of the same row fail and are repeated',
    replaced: true,
  },
  lock_timeout: { ...atLeast(1_000), harm: 'changes of the same row fail with TIMEOUT', replaced: true },
  idle_in_transaction_session_timeout: {
    ...atLeast(5_000),
    harm: 'transactions are ended in the middle',
    replaced: true,
  },
  idle_session_timeout: { ...atLeast(60_000), harm: 'connections are lost', replaced: true },
  transaction_timeout: { ...atLeast(10_000), harm: 'transactions are ended in the middle' },
  synchronous_commit: {
    ...unlessStored('on', (stored) => !/^(off|false|no|0|local)$/i.test(stored)),
    harm: 'a crash of Postgres loses writes that were acknowledged',
  },
  session_replication_role: { ...is('origin'), harm: 'references between rows are not checked' },
  server_encoding: {
    ...is('utf8'),
    harm: 'texts are rejected',
    remedy: 'create the database with ENCODING UTF8',
  },
};

const select = statement<Setting>(
  'doctor.settings',
  `SELECT name, setting AS value, ${storedDefault('lower(name)')} AS stored
   FROM pg_settings WHERE name = ANY($1) ORDER BY name`,
);
const facts = statement<ServerFacts>('doctor.server', serverFacts);

/** Names each setting of the role or the database that differs from what the services expect. */
export async function checkSettings(q: Queryable, pooled: boolean): Promise<Finding[]> {
  const [found] = await q.query(facts);
  if (!found) throw new Error('Postgres returned no facts');
  const wrong = wrongSetting(found);
  if (wrong)
    return [
      fail('settings', wrong.found, `run ${wrong.correction}; open sessions and a pooler keep the old value`),
    ];
  const settings = await q.query(select, [Object.keys(expectations)]);
  return judgeSettings(settings, pooled, found);
}

function judgeSettings(
  settings: readonly Setting[],
  pooled: boolean,
  { role, database }: Pick<ServerFacts, 'role' | 'database'>,
): Finding[] {
  const findings = settings.flatMap((setting): Finding[] => {
    const expected = expectations[setting.name];
    if (!expected || expected.fits(setting)) return [];
    const check = `setting ${setting.name}`;
    const found = setting.stored ?? setting.value;
    if (expected.harm === undefined) return [ok(check, `${found}; the services do not depend on it`)];
    if (expected.replaced && !pooled) return [ok(check, `${found}; the services set their own`)];
    const alter = `ALTER ROLE ${role} IN DATABASE ${database} SET ${setting.name} = '${expected.want}'`;
    return [warn(check, found, `${expected.remedy ?? alter}: ${expected.harm}`)];
  });
  return findings.length > 0 ? findings : [ok('settings', 'as the services expect them')];
}
