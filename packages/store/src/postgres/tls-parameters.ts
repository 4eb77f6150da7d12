/** The demands that the parameters of a database URL make. */
export interface TlsParameters {
  /** Undefined when the URL leaves it open: then there is TLS if an authority is configured. */
  readonly tls?: boolean;
  /** The problem with the parameters: the rest of a sentence that begins with the variable. */
  readonly problem?: string;
}

const ways = 'write sslmode=verify-full for TLS, or sslmode=disable for a connection without encryption';
const verified =
  'TLS is always verified here: write sslmode=verify-full, and name the authority in DATABASE_CA_FILE';

const on: TlsParameters = { tls: true };
const off: TlsParameters = { tls: false };
const open: TlsParameters = {};
const wrong = (problem: string): TlsParameters => ({ problem });
const unencrypted = (parameter: string): TlsParameters =>
  wrong(`says ${parameter}, which may send everything without encryption: ${ways}`);
const unverified = (parameter: string): TlsParameters =>
  wrong(`says ${parameter}, which accepts every server: ${verified}`);
const elsewhere = wrong('names a certificate authority: set DATABASE_CA_FILE to its file instead');

/** The demand of each value, written as hosts and tools print them. `*` stands for every other value. */
const meanings: Readonly<Record<string, Readonly<Record<string, TlsParameters>>>> = {
  sslmode: {
    ...{ disable: off, require: on, 'verify-ca': on, 'verify-full': on },
    ...{ allow: unencrypted('sslmode=allow'), prefer: unencrypted('sslmode=prefer') },
    'no-verify': unverified('sslmode=no-verify'),
    '*': wrong(`has an unknown sslmode: ${ways}`),
  },
  ssl: {
    ...{ true: on, '1': on, on, yes: on, require: on, false: off, '0': off, off, no: off },
    ...{ prefer: unencrypted('ssl=prefer'), allow: unencrypted('ssl=allow') },
    'no-verify': unverified('ssl=no-verify'),
    '*': wrong(`has an unknown value of ssl: ${ways}`),
  },
  sslnegotiation: { direct: on, '*': open },
  sslrootcert: { system: on, '*': elsewhere },
  sslaccept: { strict: on, '*': unverified('sslaccept=accept_invalid_certs') },
  // The driver would read sslmode=require as "do not verify"; here it has no effect.
  uselibpqcompat: { '*': open },
  // The server's certificate is verified, which proves its identity without binding the password to the channel.
  channel_binding: { '*': open },
  sslsni: { '*': open },
  sslcompression: { '*': open },
  ssl_min_protocol_version: { '*': open },
  // Whether there is a pooler is a setting of its own, DATABASE_POOLER.
  pgbouncer: { '*': open },
};

/** Whether the driver must not see a parameter: it would give it another meaning. */
export const isTlsParameter = (name: string): boolean => Object.hasOwn(meanings, name);

/** Reads the parameters that decide on TLS, so that an unencrypted or unverified connection is never used in silence. */
export function readTlsParameters({ searchParams }: URL): TlsParameters {
  const names = [...new Set(searchParams.keys())].filter(
    (name) => /ssl|tls/i.test(name) || isTlsParameter(name),
  );
  const found = names.map((name) => meaningOf(name, searchParams.getAll(name)));
  const problem = found.find((each) => each.problem !== undefined);
  if (problem) return problem;
  const demands = new Set(found.flatMap(({ tls }) => (tls === undefined ? [] : [tls])));
  if (demands.size > 1) return wrong(`demands TLS and forbids it: ${ways}`);
  const [tls] = demands;
  return tls === undefined ? open : { tls };
}

function meaningOf(name: string, values: readonly string[]): TlsParameters {
  const known = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
  if (known === undefined) return wrong(`has a parameter for TLS that is not supported: ${ways}`);
  if (values.length > 1) return wrong(`has the parameter ${name} more than once`);
  const value = values[0]?.toLowerCase() ?? '';
  return (Object.hasOwn(known, value) ? known[value] : known['*']) ?? open;
}
