import { existsSync } from 'node:fs';
import { awaitCompose, composeEnv, composeServices, startCompose } from './compose.js';
import { prepareDemo } from './demo.js';
import { awaitLocal, localReady, startedBefore, startLocal } from './local.js';
import { chooseMode, type Mode, runningMode } from './mode.js';
import { places } from './places.js';
import { requireFreePorts } from './ports.js';
import { builtAt, buildInfo } from './build-info.js';
import { portsOf, readSettings, type Settings, withEnvFile } from './settings.js';
import type { Steps } from './steps.js';
import { summary } from './summary.js';
import { readSystemEnv, type SystemEnv, systemEnv, writeSystemEnv } from './system-env.js';

/** A supervisor that was killed leaves its socket behind, and what it started ends within this time. */
const leftoversMs = 28_000;

/** Brings the system up, or finds that it is; either way it is ready at the end, and what to do next is printed. */
export async function up(processEnv: NodeJS.ProcessEnv, steps: Steps): Promise<void> {
  const env = withEnvFile(processEnv, places.root);
  const settings = readSettings(env);
  const running = await runningMode();
  if (running) refuseOtherMode(running, settings);
  const mode = running ?? announce(settings, steps);
  if (settings.observability) refuseObservability(mode);
  await (running ? addObservability(settings) : prepare(settings));
  const system = { ...readSystemEnv(places.env), ...buildInfo(places.root) };
  if (mode === 'local') await upLocal(env, system, steps);
  else await upCompose(system, steps);
  const demo = await prepareDemo(system, settings.demo, steps);
  const outdated = mode === 'local' && (await startedBefore(builtAt()));
  const layers = mode === 'docker' ? composeServices() : [];
  steps.say(summary({ mode, already: running !== undefined, outdated, demo, layers, system }));
}

function refuseOtherMode(running: Mode, { mode }: Settings): void {
  if (mode !== 'auto' && mode !== running)
    throw new Error(`It runs in ${running} mode. Stop that first: make down`);
}

function announce(settings: Settings, steps: Steps): Mode {
  const { mode, reason } = chooseMode(settings);
  const how = mode === 'docker' ? 'with Docker Compose' : 'without Docker';
  steps.say(`Starting the feed ${how} (${reason}).`);
  return mode;
}

function refuseObservability(mode: Mode): void {
  if (mode === 'local') throw new Error('OBSERVABILITY=1 needs Docker: without it there are /metrics only.');
}

async function prepare(settings: Settings): Promise<void> {
  await requireFreePorts(portsOf(settings), existsSync(places.socket) ? leftoversMs : 0);
  writeSystemEnv(places.env, { ...systemEnv(settings, readSystemEnv(places.env)), ...composeEnv });
}

/** What runs keeps its settings; Prometheus and Grafana can come to it later. */
async function addObservability({ observability, ports }: Settings): Promise<void> {
  const kept = readSystemEnv(places.env);
  if (!observability || kept['OBSERVABILITY']) return;
  const { PROMETHEUS_PORT, GRAFANA_PORT } = ports;
  await requireFreePorts({ PROMETHEUS_PORT, GRAFANA_PORT });
  const added = {
    PROMETHEUS_PORT: `${PROMETHEUS_PORT}`,
    GRAFANA_PORT: `${GRAFANA_PORT}`,
    OBSERVABILITY: 'yes',
  };
  writeSystemEnv(places.env, { ...kept, ...added });
}

async function upLocal(env: NodeJS.ProcessEnv, system: SystemEnv, steps: Steps): Promise<void> {
  await startLocal({ ...env, ...buildInfo(places.root) });
  if (!(await localReady(system))) await awaitLocal(system, steps);
}

async function upCompose(system: SystemEnv, steps: Steps): Promise<void> {
  await startCompose(system, steps);
  await awaitCompose(system, steps);
}
