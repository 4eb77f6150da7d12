import { ConfigError } from '@feed/platform/env';
import { isCodedError } from '@feed/platform/errors';
import { redactText } from '@feed/platform/redact';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

export interface Failure {
  code: string;
  message: string;
}

/** Prints why a command failed, without a stack. @returns the exit code */
export function printFailure(terminal: Terminal, error: unknown, json: boolean): number {
  const failure = explain(error);
  if (json) terminal.out(`${JSON.stringify({ error: failure })}\n`);
  else terminal.err(`feedctl: ${failure.code}: ${printable(failure.message)}\n`);
  return error instanceof ConfigError || failure.code === 'INVALID_INPUT' ? 2 : 1;
}

/** The message includes the cause, which the api hides from its clients. */
export function explain(error: unknown): Failure {
  if (error instanceof ConfigError) return { code: 'CONFIGURATION', message: redactText(error.message) };
  const message = error instanceof Error ? error.message : String(error);
  if (!isCodedError(error)) return { code: systemCode(error) ?? 'INTERNAL', message: redactText(message) };
  const reason = error.cause instanceof Error ? reasonOf(error.cause) : '';
  return { code: error.code, message: redactText(reason ? `${message} (${reason})` : message) };
}

/** When several addresses of one host fail, Node throws an AggregateError without a message. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.message !== '') return cause.message;
  return cause instanceof AggregateError ? String((cause.errors[0] as Error).message) : cause.name;
}

function systemCode(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? undefined : code;
}
