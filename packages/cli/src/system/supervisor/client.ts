import { connect } from 'node:net';
import type { SystemStatus } from './control.js';

const defaultTimeoutMs = 5_000;

/**
 * Asks the supervisor behind `path` for its status; undefined when none is running.
 * @throws Error when a supervisor is running but does not respond
 */
export function supervisorStatus(
  path: string,
  timeoutMs = defaultTimeoutMs,
): Promise<SystemStatus | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let text = '';
    socket.setTimeout(timeoutMs, () => {
      reject(
        new Error(
          'The system runs, but its supervisor does not respond: the machine is very busy or was suspended.',
        ),
      );
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (text.endsWith('\n')) socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text.endsWith('\n') ? (JSON.parse(text) as SystemStatus) : undefined));
  });
}

/** Ends the system; resolves once the supervisor and everything it started have ended. */
export function stopSupervisor(path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.write('stop\n'));
    socket.on('data', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
