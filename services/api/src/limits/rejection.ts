import { CodedError, type ErrorCode, type ErrorDetails } from '@feed/platform/errors';
import type { RejectionRule } from '../ops/instruments.js';

/** A refusal by a limit or a rule; whoever answers the request counts it under `rule`. */
export class Rejection extends CodedError {
  readonly rule: RejectionRule;

  constructor(rule: RejectionRule, code: ErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
    this.rule = rule;
  }
}

/** For a caller who finds the queue of password hashes full. */
export const passwordQueueFull = (): Rejection =>
  new Rejection('password_queue', 'OVERLOADED', 'Too many logins at the moment.', { retryAfterSeconds: 2 });
