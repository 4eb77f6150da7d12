import { rolesOf } from '@feed/store/identity/roles/reads';
import { changeRole } from '@feed/store/identity/roles/writes';
import { audit } from '@feed/store/operators/audit/writes';
import { isAdmin } from '../../../kit/access.js';
import { objectLoader } from '../../../kit/batch.js';
import { mutation } from '../../../kit/mutation.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { existingId } from '../../../kit/validation.js';

const loadRole = objectLoader({
  key: Symbol('roles'),
  fetch: ({ app }, ids) => rolesOf(app.database, ids),
  idOf: ({ id }) => id,
});

const noColumns = { text: false, bio: false };

export const resolvers = {
  CustomUserType: {
    role: async ({ id }, _args, context) => {
      if (context.viewer?.userId !== id && !(await isAdmin(context))) return null;
      return (await loadRole(context, id, noColumns))?.role ?? null;
    },
  },
  Mutation: {
    setRole: mutation({
      access: 'admin',
      quota: 'reserve',
      input: ({ userId, role }) => ({ userId: existingId(userId, 'User'), role }),
      async run({ tx, input: { userId, role }, viewer }) {
        const before = await changeRole(tx, userId, role);
        if (before === role) return done(`The account already has the role ${role}`);
        const detail = { from: before, to: role };
        await audit(tx, {
          actorId: viewer.userId,
          action: 'role.set',
          targetType: 'user',
          targetId: userId,
          detail,
        });
        return done(`The account now has the role ${role}`);
      },
    }),
  },
} satisfies Resolvers;

const done = (message: string) => ({ success: true, message, errors: [] });
