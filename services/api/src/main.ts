import { runService } from '@feed/platform/run-service';
import { readConfig } from '@feed/settings/api';
import { watchDatabase } from '@feed/store/postgres/watch-database';
import { buildContext } from './context.js';
import { startServer } from './http/server.js';
import { serveWebSockets } from './live/websocket.js';
import { buildPipeline } from './schema.js';
import { tuneV8 } from './v8-flags.js';

/** How long requests in progress may take after the server stopped accepting new ones. */
const finishMs = 15_000;

tuneV8();
await runService({
  name: 'api',
  readConfig,
  buildContext,
  startProbe: ({ database, logger, metrics }, draining) =>
    watchDatabase({ database, logger, metrics, draining }),
  start: async (app, { lifecycle, probe, opsPort }) => {
    const pipeline = buildPipeline(app);
    const server = await startServer(app, pipeline, { ending: () => lifecycle.draining });
    const sockets = serveWebSockets({ app, pipeline, api: server });
    lifecycle.onShutdown('server', () => server.close(finishMs));
    lifecycle.onShutdown('sockets', () => sockets.close());
    app.logger.info({ port: server.port, ops_port: opsPort }, 'the api is listening');
    void app.warmFeeds();
    lifecycle.onShutdown('process report', () => app.reporter.stop());
    // An older schema has no place for reports.
    void probe.reached.then(() => app.reporter.start());
  },
});
