import { performance } from 'node:perf_hooks';
import { CodedError, errorCatalogue, isCodedError } from '@feed/platform/errors';
import { toCodedError } from '@feed/store/postgres/errors';
import type { Tx } from '@feed/store/postgres/queryable';
import type { GraphQLResolveInfo } from '../graphql/engine.js';
import { checkKey, respondOnce } from './idempotency.js';
import { type Access, type Accessed, authorize, type Caller } from './access.js';
import { optionalViewer, type RequestContext, requireViewer } from './request-context.js';
import type { Sharing, Step } from './sharing.js';
import { expectedStorage, ownBytes, type QuotaUse } from './storage.js';
import { PayloadError } from './validation.js';

export interface MutationOptions<A extends Access, Args, Payload extends object, Input> {
  /** Who may call it. */
  access: A;
  /** Ignores the `Authorization` header: for callers who want another token, because theirs is not accepted. */
  ignoresLogin?: boolean;
  /** How it counts against the daily byte quotas. Default: `normal`. */
  quota?: QuotaUse;
  /** Encrypts the stored response of an idempotency key, because it contains tokens. */
  sealed?: boolean;
  /** The secret that an idempotency key belongs to instead of the caller. The key is then valid from any address. */
  keyHolder?(args: Args): string | null | undefined;
  /** Reports validation errors in the payload (default) or, for payloads without `success`, in `errors`. */
  reportIn?: 'payload' | 'errors';
  /** The message of each failure that the payload reports. Default: that of the error. */
  failed?: string;
  /** What `errors` says to callers who are not logged in. Default: `You must be logged in`. */
  anonymous?: string;
  /**
   * Validates and normalises the arguments, and does slow work such as hashing a password. It runs after the checks of
   * login, rate and role, and before a connection is taken and the idempotency key is looked up. Therefore it
   * must reject the same arguments every time: then a rejected request never has a stored response, and a replay
   * returns the first response as if the key had been looked up first. What changes with time, or with stored data,
   * is checked in `run`. Only a key that is reused for another, invalid request gets the validation error instead of
   * IDEMPOTENCY_KEY_REUSED.
   */
  input?(args: Args, caller: Caller<A>): Input | Promise<Input>;
  /**
   * The effect of the mutation: either work in a transaction, or `sharing` a statement with concurrent callers. Whatever it
   * throws rolls everything back, except what a shared statement has changed.
   * @returns the payload: views that survive JSON, with dates as Date or ISO text
   */
  run: ((step: Step<A, Input> & { tx: Tx }) => Promise<Payload>) | Sharing<A, Input, Payload>;
}

export interface MutationResolver<Args, Payload> extends Accessed {
  (parent: unknown, args: Args, context: RequestContext, info: GraphQLResolveInfo): Promise<Payload>;
}

/**
 * The resolver of one mutation: authentication, rate limits, validation, one transaction and the idempotency key. Without
 * a key, a statement that callers share is a transaction of its own.
 * Errors that the caller can correct become `{ success: false, message, errors, code }`; all others become GraphQL errors.
 */
export function mutation<A extends Access, Args, Payload extends object, Input = undefined>(
  options: MutationOptions<A, Args, Payload, Input>,
): MutationResolver<Args, Payload> {
  const { access } = options;
  const inPayload = options.reportIn !== 'errors';
  const resolve = async (
    _parent: unknown,
    args: Args,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<Payload> => {
    const viewer = options.ignoresLogin ? context.viewer : optionalViewer(context);
    if (access !== 'anonymous' && !viewer && inPayload) return notLoggedIn(options.anonymous) as Payload;
    try {
      const slot = { field: info.fieldName, alias: String(info.path.key) };
      return (await perform(options, args, context, slot)) as Payload;
    } catch (error) {
      const coded = isCodedError(error) ? error : toCodedError(error);
      if (!inPayload || !errorCatalogue[coded.code].userFault) throw coded;
      return failure(coded, options.failed) as Payload;
    }
  };
  return Object.assign(resolve, { access });
}

function failure(error: CodedError, message = error.message): object {
  const errors = error instanceof PayloadError ? error.errors : [error.message];
  return { success: false, message, errors, code: error.code };
}

const notLoggedIn = (why = 'You must be logged in'): object =>
  failure(new PayloadError({ code: 'UNAUTHENTICATED', message: 'Authentication required', errors: [why] }));

async function perform<A extends Access, Args, Payload extends object, Input>(
  options: MutationOptions<A, Args, Payload, Input>,
  args: Args,
  context: RequestContext,
  slot: { field: string; alias: string },
): Promise<object> {
  if (options.access !== 'anonymous') requireViewer(context);
  const expected = expectedStorage(options.quota ?? 'normal', args, context.idempotencyKey);
  const settle = await context.app.limiter.mutation(context, expected);
  let stored = 0;
  try {
    context.forgetLoaded();
    checkKey(context.idempotencyKey);
    const caller = await authorize(context, options.access);
    const input = (await options.input?.(args, caller)) as Input;
    assertInTime(context);
    const done = await commit(options, { caller, args, slot, input });
    stored = done.bytes;
    context.app.subscriptions.wrote();
    return done.response;
  } finally {
    settle(stored);
  }
}

interface Prepared<A extends Access, Args, Input> {
  caller: Caller<A>;
  args: Args;
  slot: { field: string; alias: string };
  input: Input;
}

/** @returns the response, and the bytes that were stored: none for a repetition */
async function commit<A extends Access, Args, Payload extends object, Input>(
  options: MutationOptions<A, Args, Payload, Input>,
  prepared: Prepared<A, Args, Input>,
): Promise<{ response: object; bytes: number }> {
  const { run } = options;
  const { caller, args, input } = prepared;
  if (typeof run === 'function') return transact(options, run, prepared);
  if (caller.context.idempotencyKey !== undefined) return transact(options, run.inTransaction, prepared);
  return {
    response: await run.together({ ...caller, input }),
    bytes: ownBytes(options.quota ?? 'normal', args),
  };
}

function transact<A extends Access, Args, Payload extends object, Input>(
  options: MutationOptions<A, Args, Payload, Input>,
  run: (step: Step<A, Input> & { tx: Tx }) => Promise<Payload>,
  { caller, args, slot, input }: Prepared<A, Args, Input>,
): Promise<{ response: object; bytes: number }> {
  const { context } = caller;
  const personal = options.access !== 'anonymous';
  const request = {
    ...slot,
    args,
    personal,
    holder: options.keyHolder?.(args),
    sealed: options.sealed ?? false,
  };
  const work = async (tx: Tx) => {
    let bytes = 0;
    const response = await respondOnce(tx, context, {
      request,
      work: async () => {
        bytes += ownBytes(options.quota ?? 'normal', args);
        const payload = await run({ ...caller, tx, input });
        assertInTime(context);
        return payload;
      },
      onKept: (kept) => void (bytes += kept),
    });
    return { response, bytes };
  };
  return context.app.database.transaction(work, { beginWithFirst: true });
}

/** Rolls a mutation back that no caller waits for any more, instead of committing it late. */
function assertInTime({ deadline }: RequestContext): void {
  if (performance.now() > deadline) throw new CodedError('TIMEOUT', 'The request took too long.');
}
