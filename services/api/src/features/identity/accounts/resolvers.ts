import type { UserView } from '@feed/store/identity/users/view';
import { idTime } from '@feed/store/postgres/ids';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { type ProfileInput, type RegistrationInput, checkProfile, checkRegistration } from './input.js';
import { loadOwnEmail, loadUser } from './loaders.js';
import { findUsers, refuseTakenNames, register, updateProfile } from './service.js';

const me = (_parent: unknown, _args: unknown, context: RequestContext): Promise<UserView | null> =>
  loadUser(context, requireViewer(context).userId);

const userById = (_parent: unknown, { id }: { id: string }, context: RequestContext) => {
  requireViewer(context);
  return loadUser(context, id);
};

const search = (_parent: unknown, { query }: { query: string }, { app, viewer }: RequestContext) =>
  findUsers(app.database, viewer?.userId ?? null, query);

const registerUser = mutation({
  access: 'anonymous',
  async prepare({ args, context }: MutationInput<{ input: RegistrationInput }>) {
    const { app } = context;
    const registration = checkRegistration(args.input);
    await app.limiter.passwordUse(context);
    return { registration, passwordHash: await app.passwords.hash(registration.password) };
  },
  async run({ tx, prepared }) {
    await refuseTakenNames(tx, prepared.registration);
    const user = await register(tx, prepared.registration, prepared.passwordHash);
    return { success: true, message: 'User registered successfully', errors: [], user };
  },
});

const updateUserProfile = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ input: ProfileInput }, 'viewer'>) {
    const user = await updateProfile(tx, viewer.userId, checkProfile(args.input));
    return { success: true, message: 'Profile updated successfully', errors: [], user };
  },
});

export const resolvers: Resolvers = {
  Query: { me, userById, searchUsers: search },
  Mutation: { registerUser, updateUserProfile },
  CustomUserType: {
    createdAt: (user: UserView) => idTime(user.id),
    email: ownEmail,
  },
};

function ownEmail(user: UserView & { email?: string }, _args: unknown, context: RequestContext) {
  if (user.email !== undefined) return user.email;
  return context.viewer?.userId === user.id ? loadOwnEmail(context) : null;
}
