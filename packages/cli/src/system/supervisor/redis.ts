import { hostLimits } from '@feed/platform/host-limits';
import type { SystemEnv } from '../system-env.js';
import { startProcess } from './process.js';
import type { Service } from './service.js';

/** As the small host: 30 MB, 30 connections, nothing is kept and nothing is evicted. */
const settings = {
  bind: '127.0.0.1',
  save: '',
  appendonly: 'no',
  maxmemory: `${hostLimits.rediscloud.memoryBytes}`,
  'maxmemory-policy': 'noeviction',
  maxclients: `${hostLimits.rediscloud.connections}`,
};

export function redisService(env: SystemEnv, folder: string): Service {
  const all = { ...settings, port: env['REDIS_PORT'] ?? '' };
  const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  return {
    name: 'redis',
    start: (log) => startProcess({ command: 'redis-server', args, env: process.env, cwd: folder }, log),
  };
}
