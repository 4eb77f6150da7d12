import type { HostLimit } from '@feed/platform/host-limits';

/** The alerts about the resources, which are the headings of their runbooks. */
const alerts: Readonly<Record<HostLimit['host'], Readonly<Record<string, string>>>> = {
  pythonanywhere: { memory_bytes: 'ProcessMemoryNearlyFull', disk_bytes: 'ApiDiskNearlyFull' },
  supabase: { database_bytes: 'DatabaseNearlyFull', connections: 'DatabaseConnectionsNearlyUsed' },
  rediscloud: {
    memory_bytes: 'RedisMemoryNearlyFull',
    connections: 'RedisConnectionsNearlyUsed',
    commands_per_second: 'RedisCommandsNearlyUsed',
  },
  render: { memory_bytes: 'ProcessMemoryNearlyFull' },
};

/** @throws Error for a resource without an alert */
export function runbookOf(host: HostLimit['host'], resource: string): string {
  const alert = alerts[host][resource];
  if (alert === undefined) throw new Error(`${host} has no alert about ${resource}`);
  return alert;
}
