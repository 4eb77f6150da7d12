import { createHmac } from 'node:crypto';
import { open, seal } from '@feed/credentials/seal';
import { CodedError } from '@feed/platform/errors';
import { claimKey, keepAnswer } from '@feed/store/postgres/idempotency';
import type { Tx } from '@feed/store/postgres/queryable';
import type { RequestContext } from './request-context.js';
import { keptBytes } from './storage.js';

export interface KeyedRequest {
  field: string;
  alias: string;
  args: unknown;
  /** Whether the key belongs to the account of the caller. Otherwise it belongs to `holder`, or to the request itself. */
  personal: boolean;
  /** A secret that the key belongs to. */
  holder?: string | null | undefined;
  /** Encrypt the stored response. */
  sealed: boolean;
}

const keyRule = /^[\x21-\x7e]{1,200}$/;

/** @throws CodedError BAD_REQUEST for a key that is not accepted; no key is fine */
export function checkKey(key: string | undefined): void {
  if (key === undefined || keyRule.test(key)) return;
  throw new CodedError(
    'BAD_REQUEST',
    'Idempotency-Key must be 1 to 200 printable characters without spaces.',
  );
}

export interface RespondOnce {
  request: KeyedRequest;
  work(): Promise<object>;
  /** Called with the bytes that a new key and its response take. */
  onKept(bytes: number): void;
}

/**
 * Runs `work`, or returns its first response when the request's idempotency key was used for the same request before.
 * Concurrent uses of a key wait for each other, because the claim is a row of the transaction.
 * @throws CodedError IDEMPOTENCY_KEY_REUSED when the caller, or the holder, used the key for a different request
 */
export async function respondOnce(
  tx: Tx,
  context: RequestContext,
  { request, work, onKept }: RespondOnce,
): Promise<object> {
  const { idempotencyKey: key } = context;
  if (key === undefined) return work();
  const { secret } = context.app.config.auth;
  const requestHash = hashRequest(secret, request);
  const actor = actorOf(context, request, requestHash);
  const claim = { actor, key, field: slotName(request), requestHash };
  const earlier = await claimKey(tx, claim);
  if (earlier) return replay(earlier, claim.requestHash, secret);
  const response = await work();
  const kept = request.sealed ? { sealed: seal(secret, JSON.stringify(response)) } : response;
  onKept(keptBytes(key, await keepAnswer(tx, claim, kept)));
  return response;
}

/**
 * Callers who have not logged in cannot be told apart: many of them share an address, and one of them may change it
 * between two attempts. Their keys belong to the content of the request, so that strangers who happen to choose the same
 * key do not meet. Who repeats the content knows the secrets in it, such as the password.
 */
function actorOf(
  { app, viewer }: RequestContext,
  { personal, holder }: KeyedRequest,
  requestHash: Buffer,
): string {
  if (holder != null)
    return `holder:${createHmac('sha256', app.config.auth.secret).update(holder).digest('base64url')}`;
  return personal && viewer ? `user:${viewer.userId}` : `request:${requestHash.toString('base64url')}`;
}

/** A field may occur twice in a document under different aliases; each occurrence has a response of its own. */
function slotName({ field, alias }: KeyedRequest): string {
  return alias === field
    ? field
    : `${field}:${createHmac('sha256', 'alias').update(alias).digest('base64url')}`;
}

/** A keyed hash, because arguments contain passwords, which could be guessed from plain hashes in a stolen table. */
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
