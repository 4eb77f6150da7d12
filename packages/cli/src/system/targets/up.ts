import { existsSync } from 'node:fs';
import { buildInfo, builtAt } from '../build-info.js';
import { awaitCompose, composeEnv, composeServices, startCompose } from '../modes/compose.js';
import { awaitLocal, localReady, startedBefore, startLocal } from '../modes/local.js';
import { chooseMode, type Mode, runningMode } from '../modes/mode.js';
import { givenSettings, ignoredSettings, readGiven, unknownSettings, writeGiven } from '../given.js';
import { places } from '../places.js';
import { requireFreePorts } from '../ports.js';
import { portsOf, readSettings, type Settings, withEnvFile } from '../settings.js';
import type { Steps } from '../steps.js';
import { readSystemEnv, type SystemEnv, systemEnv, withServicesRole, writeSystemEnv } from '../system-env.js';
import { prepareDemo } from './demo.js';
import { summary } from './summary.js';

/** A killed supervisor leaves its socket behind, and the programs it started end within this time. */
const leftoversMs = 28_000;

/** Starts the system unless it runs already, waits until it is ready, and prints what to do next. */
export async function up(processEnv: NodeJS.ProcessEnv, steps: Steps): Promise<void> {
  const env = withEnvFile(processEnv, places.root);
  for (const unknown of unknownSettings(processEnv, places.root)) steps.say(`Attention: ${unknown}`);
  const settings = readSettings(env);
  const running = await runningMode();
  if (running) {
    requireMode(running, settings);
    sayIgnored(processEnv, running, steps);
  }
  const mode = running ?? announceMode(settings, steps);
  if (settings.observability) requireDocker(mode);
  if (settings.dev && mode === 'docker') throw new Error('UP_DEV needs UP_MODE=local.');
  await (running ? addObservability(settings) : prepare(settings));
  if (!running) writeGiven(places.given, givenSettings(processEnv, places.root));
  // It may have been started by a release in which the services used the superuser.
  if (running === 'docker') writeSystemEnv(places.env, withServicesRole(readSystemEnv(places.env)));
  const system = { ...readSystemEnv(places.env), ...buildInfo(places.root) };
  if (mode === 'local') await upLocal(env, system, steps);
  else await upCompose(system, steps);
  const demo = await prepareDemo(system, settings.demo, steps);
  const outdated = mode === 'local' && !system['UP_DEV'] && (await startedBefore(builtAt()));
  const containers = mode === 'docker' ? composeServices() : [];
  steps.say(summary({ mode, alreadyRunning: running !== undefined, outdated, demo, containers, system }));
}

function requireMode(running: Mode, { mode }: Settings): void {
  if (mode !== 'auto' && mode !== running)
    throw new Error(`The system runs in ${running} mode. Stop it first: make down`);
}

function sayIgnored(processEnv: NodeJS.ProcessEnv, running: Mode, steps: Steps): void {
  const ignored = ignoredSettings(givenSettings(processEnv, places.root), {
    system: readSystemEnv(places.env),
    given: readGiven(places.given),
    servicesFollow: running === 'docker',
  });
  if (ignored.length === 0) return;
  const names = ignored.map((setting) => `  ${setting}\n`).join('');
  steps.say(
    `Ignored, because the system is already running:\n${names}To apply them, give them to "make restart".`,
  );
}

function announceMode(settings: Settings, steps: Steps): Mode {
  const { mode, reason } = chooseMode(settings);
  const how = mode === 'docker' ? 'with Docker Compose' : 'without Docker';
  steps.say(`Starting the feed ${how} (${reason}).`);
  return mode;
}

function requireDocker(mode: Mode): void {
  if (mode === 'local')
    throw new Error('OBSERVABILITY=1 needs Docker. Without it, the services only offer /metrics.');
}

async function prepare(settings: Settings): Promise<void> {
  await requireFreePorts(portsOf(settings), existsSync(places.socket) ? leftoversMs : 0);
  writeSystemEnv(places.env, { ...systemEnv(settings, readSystemEnv(places.env)), ...composeEnv });
}

/** A running system keeps its settings; only Prometheus and Grafana can be added to it. */
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
