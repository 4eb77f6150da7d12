import type { Role } from '@feed/store/identity/roles/role';
import { modelsOf } from '@feed/store/postgres/models/models';
import type { TestApp } from './app.js';
import { someone, type Someone } from './people.js';

/** Gives an account a role, beside the api. */
export async function giveRole(
  { context }: Pick<TestApp, 'context'>,
  who: Someone,
  role: Role,
): Promise<void> {
  await modelsOf(context.database).User.update({ role }, { id: who.id });
}

/** A new account with a role. */
export async function withRole(app: Pick<TestApp, 'context'>, role: Role): Promise<Someone> {
  const who = await someone(app);
  await giveRole(app, who, role);
  return who;
}
