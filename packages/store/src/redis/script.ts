import { createHash } from 'node:crypto';
import { RESP_TYPES } from 'redis';
import type { Redis, RedisClient } from './redis.js';

/** A Lua script that Redis runs as one atomic command. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

export function luaScript(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

export type ScriptReply = Buffer | number | null;

/** Takes one command, or two after Redis has lost its scripts. Strings are returned as bytes. Rejects with UNAVAILABLE. */
export function runScript(
  redis: Redis,
  script: Script,
  keys: readonly string[],
  values: readonly (string | Buffer)[],
): Promise<ScriptReply> {
  const rest = [`${keys.length}`, ...keys, ...values];
  return redis.run(async (client) => {
    try {
      return await send(client, ['EVALSHA', script.sha, ...rest]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return send(client, ['EVAL', script.text, ...rest]);
    }
  });
}

const asBytes = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };

function send(client: RedisClient, command: (string | Buffer)[]): Promise<ScriptReply> {
  return client.sendCommand<ScriptReply>(command, asBytes);
}
