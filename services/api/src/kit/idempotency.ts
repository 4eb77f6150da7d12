import { createHmac } from 'node:crypto';
import { CodedError } from '@feed/platform/errors';
import { claimKey, keepAnswer } from '@feed/store/postgres/idempotency';
import type { Tx } from '@feed/store/postgres/queryable';
import { open, seal } from '@feed/credentials/seal';
import type { RequestContext } from './request-context.js';

export interface KeyedRequest {
  field: string;
  alias: string;
  args: unknown;
  /** A secret whose holder the key is of, rather than of the caller. */
  holder?: string | null | undefined;
  /** Encrypt the stored answer. */
  sealed: boolean;
}

const keyRule = /^[\x21-\x7e]{1,200}$/;

/**
 * Runs `work`, or gives its first answer when the request's idempotency key was used for the same request before.
 * Concurrent uses of a key wait for each other, since the claim is a row of the transaction.
 * @throws CodedError IDEMPOTENCY_KEY_REUSED when the key belongs to a different request
 */
export async function answerOnce(
  tx: Tx,
  context: RequestContext,
  request: KeyedRequest,
  work: () => Promise<object>,
): Promise<object> {
  if (context.idempotencyKey === undefined) return work();
  const { secret } = context.app.config.auth;
  const claim = {
    actor: actorOf(context, request.holder),
    key: checkKey(context.idempotencyKey),
    field: slotName(request),
    requestHash: hashRequest(secret, request),
  };
  const earlier = await claimKey(tx, claim);
  if (earlier) return replay(earlier, claim.requestHash, secret);
  const answer = await work();
  await keepAnswer(tx, claim, request.sealed ? { sealed: seal(secret, JSON.stringify(answer)) } : answer);
  return answer;
}

function actorOf({ app, viewer, address }: RequestContext, holder: string | null | undefined): string {
  if (holder != null)
    return `holder:${createHmac('sha256', app.config.auth.secret).update(holder).digest('base64url')}`;
  return viewer ? `user:${viewer.userId}` : `address:${address}`;
}

function checkKey(key: string): string {
  if (keyRule.test(key)) return key;
  throw new CodedError(
    'BAD_REQUEST',
    'Idempotency-Key must be 1 to 200 printable characters without spaces.',
  );
}

/** The same field may occur twice in a document, under two names: each has an answer of its own. */
function slotName({ field, alias }: KeyedRequest): string {
  return alias === field
    ? field
    : `${field}:${createHmac('sha256', 'alias').update(alias).digest('base64url')}`;
}

/** Keyed, because arguments hold passwords and a plain hash of those could be guessed from a stolen table. */
function hashRequest(secret: string, { field, args }: KeyedRequest): Buffer {
  return createHmac('sha256', secret).update(field).update('\0').update(canonical(args)).digest();
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function replay(earlier: { requestHash: Buffer; response: unknown }, hash: Buffer, secret: string): object {
  if (!earlier.requestHash.equals(hash)) {
    throw new CodedError(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used before for a different request.',
    );
  }
  const response = earlier.response as object & { sealed?: unknown };
  if (typeof response.sealed !== 'string') return response;
  return JSON.parse(open(secret, response.sealed)) as object;
}
