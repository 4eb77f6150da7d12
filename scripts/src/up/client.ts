import { connect } from 'node:net';
import type { SystemStatus } from './supervisor/control.js';

const answerMs = 2_000;

/** What the supervisor behind `path` says of itself; undefined when none is there. */
export function supervisorStatus(path: string): Promise<SystemStatus | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let text = '';
    socket.setTimeout(answerMs, () => socket.destroy());
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
