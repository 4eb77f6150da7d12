import type { Session } from '../../postgres/models/identity.js';

/** A session as its owner sees it. */
export interface SessionView {
  /** Contains the time of the login. */
  id: string;
  userAgent: string | null;
  address: string | null;
  lastUsedAt: Date;
  expiresAt: Date;
}

export function toSessionView({ id, userAgent, address, lastUsedAt, expiresAt }: Session): SessionView {
  return { id, userAgent, address, lastUsedAt, expiresAt };
}
