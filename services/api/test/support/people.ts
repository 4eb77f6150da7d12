import { randomBytes } from 'node:crypto';
import type { TestApp } from './app.js';
import { modelsOf } from '@feed/store/postgres/models/models';

export interface Someone {
  id: string;
  username: string;
  token: string;
}

/** An account with a token, made without the slow password hash of `Client.register`. */
export async function someone({ context }: Pick<TestApp, 'context'>): Promise<Someone> {
  const username = `user_${randomBytes(5).toString('hex')}`;
  const { User, Session } = modelsOf(context.database);
  const { id } = await User.create({ username });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const session = await Session.create({ userId: id, expiresAt });
  const { token } = context.tokens.issue({ userId: id, sessionId: session.id, username });
  return { id, username, token };
}

export const crowd = (app: Pick<TestApp, 'context'>, count: number): Promise<Someone[]> =>
  Promise.all(Array.from({ length: count }, () => someone(app)));
