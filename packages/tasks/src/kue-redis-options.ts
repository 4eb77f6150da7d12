/** Detects a connection that leads nowhere while it waits for a hint; the library's default is the system's two hours. */
const keepAliveMs = 5_000;

/** The settings of a connection, in the form that Kue and node_redis 3 take them. */
export function redisOptions(redisUrl: string, offlineQueue: boolean) {
  const { hostname, port, username, password, pathname, protocol } = new URL(redisUrl);
  const options = {
    enable_offline_queue: offlineQueue,
    // After an error the check would leave the connection open and unusable.
    no_ready_check: true,
    socket_initial_delay: keepAliveMs,
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 ? { db: pathname.slice(1) } : {}),
    ...(protocol === 'rediss:' ? { tls: { servername: hostname } } : {}),
  };
  // db -1 keeps Kue from sending SELECT itself, which fails while Redis is away.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port || 6379, db: -1, options };
}
