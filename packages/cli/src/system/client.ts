import { connect } from 'node:net';
import type { SystemStatus } from './supervisor/control.js';

const patienceMs = 5_000;

/**
 * What the supervisor behind `path` says of itself; undefined when none is there.
 * @throws Error when one is there and says nothing
 */
export function supervisorStatus(path: string, answerMs = patienceMs): Promise<SystemStatus | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let text = '';
    socket.setTimeout(answerMs, () => {
      reject(
        new Error(
          'It runs, but its supervisor does not answer: the machine is very busy, or it was suspended.',
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

/** Ends the system; resolves when the supervisor is gone, and what it started with it. */
export function stopSupervisor(path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.write('stop\n'));
    socket.on('data', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
