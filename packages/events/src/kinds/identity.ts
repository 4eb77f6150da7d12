import { ids } from '../payload.js';

export const identityEvents = {
  /** An account was created by its owner. */
  'user.registered': ids('userId'),
};
