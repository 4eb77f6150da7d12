import type { ServerResponse } from 'node:http';
import { safetyHeaders } from './respond.js';

/** How often a stream sends a comment, in milliseconds: proxies close connections on which nothing is sent. */
export const usualCommentMs = 12_000;
/** What a reader may leave unread before the connection is closed. */
const maxUnsentBytes = 1024 * 1024;

/** A response that sends events for as long as it is open. Nothing is sent once it has ended. */
export interface EventSink {
  /** @param text a result as JSON */
  next(text: string, eventId?: string): void;
  /** Ends the operation, with a last result if there is one. */
  finish(text?: string): void;
  /** Ends the connection but not the operation: the client connects again. */
  cut(): void;
}

export function openEventSink(response: ServerResponse, requestId: string, commentMs: number): EventSink {
  response.writeHead(200, [
    ...safetyHeaders,
    ...['content-type', 'text/event-stream; charset=utf-8'],
    ...['x-accel-buffering', 'no', 'x-request-id', requestId],
  ]);
  response.flushHeaders();
  const write = (text: string): void => {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > maxUnsentBytes) response.destroy();
  };
  const timer = setInterval(() => write(':\n\n'), commentMs);
  response.once('close', () => clearInterval(timer));
  const next = (text: string, eventId?: string): void =>
    write(`event: next\n${eventId === undefined ? '' : `id: ${eventId}\n`}data: ${text}\n\n`);
  return {
    next,
    finish(text) {
      if (text !== undefined) next(text);
      write('event: complete\ndata:\n\n');
      response.end();
    },
    cut: () => void response.end(),
  };
}
