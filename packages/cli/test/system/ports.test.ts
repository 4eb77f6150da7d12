import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { freePort } from '@feed/local-servers/free-port';
import { PortsTaken, requireFreePorts } from '../../src/system/ports.js';
import type { Ports } from '../../src/system/settings.js';

describe('the ports of make up', () => {
  let server: Server;
  let ports: Ports;

  before(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ports = {
      PORT: await freePort(),
      OPS_PORT: await freePort(),
      WORKER_OPS_PORT: await freePort(),
      POSTGRES_PORT: await freePort(),
      REDIS_PORT: await freePort(),
      MAIL_PORT: await freePort(),
      PROMETHEUS_PORT: await freePort(),
      GRAFANA_PORT: await freePort(),
    };
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  it('are accepted when they are free', () => requireFreePorts(ports));

  it('are named when taken, with the program that listens on them and the variable to change', async () => {
    const { port } = server.address() as AddressInfo;
    await assert.rejects(requireFreePorts({ ...ports, REDIS_PORT: port }), (error: Error) => {
      assert.ok(error instanceof PortsTaken);
      assert.match(error.message, new RegExp(`Port ${port}, meant for Redis, is taken`));
      assert.match(error.message, /REDIS_PORT=\d+ make up/);
      if (process.platform === 'linux') assert.match(error.message, new RegExp(`process ${process.pid}\\)`));
      return true;
    });
  });
});
