import type { UserView } from '@feed/store/identity/users/view';
import { idTime } from '@feed/store/postgres/ids';
import { mutation } from '../../../kit/mutation.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';
import { toProfileChange, toRegistration } from './input.js';
import { loadOwnEmail, loadUser } from './loaders.js';
import { register, rejectTakenNames, updateProfile } from './service.js';

export const resolvers = {
  Query: {
    me: (_parent, _args, context, info) => loadUser(context, requireViewer(context).userId, columnsOf(info)),
    userById: (_parent, { id }, context, info) => {
      requireViewer(context);
      return loadUser(context, id, columnsOf(info));
    },
  },
  Mutation: {
    registerUser: mutation({
      access: 'anonymous',
      failed: 'Registration failed',
      async input(args, { context }) {
        const { limiter, passwords } = context.app;
        const registration = toRegistration(args.input);
        await limiter.passwordUse(context);
        return { registration, passwordHash: await passwords.hash(registration.password) };
      },
      async run({ tx, input: { registration, passwordHash } }) {
        await rejectTakenNames(tx, registration);
        const user = await register(tx, registration, passwordHash);
        const message = `User ${user.username} registered successfully`;
        return { success: true, message, errors: [], user };
      },
    }),
    updateUserProfile: mutation({
      access: 'viewer',
      failed: 'Update failed',
      input: (args) => toProfileChange(args.input),
      async run({ tx, input, viewer }) {
        const user = await updateProfile(tx, viewer.userId, input);
        return { success: true, message: 'Profile updated successfully', errors: [], user };
      },
    }),
  },
  CustomUserType: {
    createdAt: ({ id }) => idTime(id),
    email: (user: UserView & { email?: string }, _args, context) => {
      if (user.email !== undefined) return user.email;
      return context.viewer?.userId === user.id ? loadOwnEmail(context) : null;
    },
  },
} satisfies Resolvers;
