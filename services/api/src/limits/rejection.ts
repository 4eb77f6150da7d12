import { CodedError, type ErrorCode, type ErrorDetails } from '@feed/platform/errors';
import type { RejectionRule } from './rules.js';

/** The error of a request that a limit or a rule rejects. It is counted under `rule` when the response is made. */
export class Rejection extends CodedError {
  readonly rule: RejectionRule;

  constructor(rule: RejectionRule, code: ErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
    this.rule = rule;
  }
}

/** @throws Rejection RATE_LIMITED unless there is nothing to wait for */
export function rejectRate(rule: RejectionRule, retryAfterSeconds: number): void {
  if (retryAfterSeconds > 0)
    throw new Rejection(rule, 'RATE_LIMITED', 'Too many requests. Try again later.', { retryAfterSeconds });
}

/** For a caller who finds the queue of password hashes full. */
export const passwordQueueFull = (): Rejection =>
  new Rejection('password_queue', 'OVERLOADED', 'Too many logins at the moment.', { retryAfterSeconds: 2 });
