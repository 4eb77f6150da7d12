import type { EnvReader } from '@feed/platform/env';
import { type StoreConfig, readStoreConfig } from '@feed/store/config';

/** The settings that every service has. */
export interface ServiceConfig extends StoreConfig {
  /** Both the service and its ops server listen on this address. */
  readonly host: string;
  readonly opsPort: number;
  readonly logLevel: string;
  readonly version: string;
  readonly revision: string;
}

export const maxPort = 65_535;
/** An IPv4 or IPv6 address, or a host name. */
const listenAddress = /^(([\da-f]*:){2,}[\da-f:.]*(%\w+)?|[\w-]+(\.[\w-]+)*)$/i;
const listenRule =
  'must be an address to listen on such as 0.0.0.0, ::1 or localhost, without a port or a scheme';
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** @param defaults for the settings in which the services differ */
export function readServiceConfig(
  reader: EnvReader,
  defaults: { opsPort: number; poolMax: number },
): ServiceConfig {
  return {
    ...readStoreConfig(reader, defaults),
    host: reader.str('HOST', { default: '0.0.0.0', pattern: listenAddress, rule: listenRule }),
    opsPort: reader.int('OPS_PORT', { default: defaults.opsPort, min: 0, max: maxPort }),
    logLevel: reader.oneOf('LOG_LEVEL', logLevels, { default: 'info' }),
    version: reader.str('BUILD_VERSION', { default: '0.0.0' }),
    revision: reader.str('BUILD_REVISION', { default: 'unknown' }),
  };
}
