import { appearanceOf } from './look-alikes.js';

/** Names that would be taken for the operator of the system, for one of its addresses, or for no account at all. */
const reserved = `
  abuse account accounts admin admins administrator administrators anonymous api auth billing contact daemon deleted
  developer developers email graphql help helpdesk hostmaster info legal login logout mail mailerdaemon moderation
  moderator moderators news noreply notification notifications null official operator owner postmaster privacy register
  root safety sales security server service settings signin signup staff status superuser support sysadmin sysop system
  team undefined unknown verified webmaster www`;

const appearances = new Set(reserved.trim().split(/\s+/).map(appearanceOf));

/** Whether a username is reserved, or looks like one that is. */
export const isReserved = (username: string): boolean => appearances.has(appearanceOf(username));
