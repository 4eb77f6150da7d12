import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** One request or one task run. Every log line and every enqueued task of it carries its ids. */
export interface RequestScope {
  requestId: string;
  taskId?: string;
  taskKind?: string;
  /** The request's part of the resources that callers share. The api sets it, and only the api reads it. */
  holding?: object;
  /** Fields for the log line that is written when the request has ended. */
  notes?: Record<string, string>;
}

const scopes = new AsyncLocalStorage<RequestScope | undefined>();

const saneRequestId = /^[A-Za-z0-9._-]{1,64}$/;

/** Runs `fn`, and everything it awaits, inside `scope`. */
export function runInScope<T>(scope: RequestScope, fn: () => T): T {
  return scopes.run(scope, fn);
}

/** Runs `fn`, and everything it awaits, for no request in particular: for work that requests share. */
export function runOutsideScopes<T>(fn: () => T): T {
  return scopes.run(undefined, fn);
}

export function currentScope(): RequestScope | undefined {
  return scopes.getStore();
}

/** Adds fields to the log line of the current request. */
export function noteRequest(fields: Readonly<Record<string, string>>): void {
  const scope = currentScope();
  if (scope) Object.assign((scope.notes ??= {}), fields);
}

export function newRequestId(): string {
  return randomUUID();
}

/** Keeps the client's `X-Request-Id` when it is harmless to log and store, else generates one. */
export function acceptRequestId(header: string | undefined): string {
  return header !== undefined && saneRequestId.test(header) ? header : newRequestId();
}
