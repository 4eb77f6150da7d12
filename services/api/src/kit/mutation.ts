import { performance } from 'node:perf_hooks';
import { CodedError, errorCatalogue, isCodedError } from '@feed/platform/errors';
import type { Tx } from '@feed/store/postgres/queryable';
import { toCodedError } from '@feed/store/postgres/errors';
import { answerOnce } from './idempotency.js';
import { InputFaults } from './input-faults.js';
import type { Viewer } from '../auth/request-facts.js';
import { type RequestContext, requireViewer } from './request-context.js';
import type { Resolver } from './resolvers.js';

export type Access = 'viewer' | 'anonymous';

/** What a mutation's steps get; `viewer` only where a login is required. */
export interface MutationInput<Args, A extends Access = 'anonymous'> {
  tx: Tx;
  args: Args;
  context: RequestContext;
  viewer: A extends 'viewer' ? Viewer : Viewer | null;
}

export interface MutationOptions<A extends Access, Args, Payload extends object, Prepared> {
  /** `viewer` refuses anonymous callers. */
  access: A;
  /** The stored answer of an idempotency key is encrypted, because it holds tokens. */
  sealed?: boolean;
  /** The secret whose holder an idempotency key is of, where that is not the caller: also from another address. */
  keyHolder?(args: Args): string | null | undefined;
  /** Where the caller's own faults go: into the payload (default) or, for payloads without `success`, into `errors`. */
  faults?: 'payload' | 'error';
  /** Runs before the transaction: slow work that must not hold a connection. */
  prepare?(input: Omit<MutationInput<Args, A>, 'tx'>): Promise<Prepared>;
  /** Gives the payload: JSON-safe views, dates as Date or ISO text. What it throws rolls everything back. */
  run(input: MutationInput<Args, A> & { prepared: Prepared }): Promise<Payload>;
}

/**
 * The resolver of one mutation: authentication, rate limits, one transaction and the idempotency key.
 * Faults of the caller roll back and become `{ success: false, message, errors }`; system faults become GraphQL errors.
 */
export function mutation<A extends Access, Args, Payload extends object, Prepared = undefined>(
  options: MutationOptions<A, Args, Payload, Prepared>,
): Resolver<Args, unknown> {
  const inPayload = options.faults !== 'error';
  return async (_parent, args, context, info) => {
    if (options.access === 'viewer' && !context.viewer && inPayload)
      return refusal(['Authentication required']);
    try {
      return await perform(options, args, context, { field: info.fieldName, alias: String(info.path.key) });
    } catch (error) {
      const coded = isCodedError(error) ? error : toCodedError(error);
      if (!inPayload || !errorCatalogue[coded.code].userFault) throw coded;
      return refusal(coded instanceof InputFaults ? coded.messages : [coded.message]);
    }
  };
}

const refusal = (errors: readonly string[]): object => ({ success: false, message: errors[0], errors });

async function perform<A extends Access, Args, Payload extends object, Prepared>(
  options: MutationOptions<A, Args, Payload, Prepared>,
  args: Args,
  context: RequestContext,
  slot: { field: string; alias: string },
): Promise<object> {
  const viewer = options.access === 'viewer' ? requireViewer(context) : context.viewer;
  const input = { args, context, viewer: viewer as MutationInput<Args, A>['viewer'] };
  await context.app.limiter.mutation(context);
  context.forgetLoaded();
  const prepared = (await options.prepare?.(input)) as Prepared;
  assertInTime(context);
  return context.app.database.transaction(async (tx) => {
    const holder = options.keyHolder?.(args);
    const request = { ...slot, args, holder, sealed: options.sealed ?? false };
    const answer = await answerOnce(tx, context, request, () => options.run({ ...input, tx, prepared }));
    assertInTime(context);
    return answer;
  });
}

/** A mutation that nobody waits for any more is rolled back rather than committed late. */
function assertInTime({ deadline }: RequestContext): void {
  if (performance.now() > deadline) throw new CodedError('TIMEOUT', 'The request took too long.');
}
