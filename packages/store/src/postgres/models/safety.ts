import { bigint, newId, primaryKey } from './columns.js';
import { users, type User } from './identity.js';
import { refersTo, table } from './table.js';

const blockColumns = { blockerId: primaryKey(bigint()), blockedId: primaryKey(bigint()), id: newId() };

export const blocks = table<typeof blockColumns, { blocker: User; blocked: User }>('blocks', blockColumns);
refersTo(blocks, 'blocker', 'blockerId', users);
refersTo(blocks, 'blocked', 'blockedId', users);

const muteColumns = { muterId: primaryKey(bigint()), mutedId: primaryKey(bigint()), id: newId() };

export const mutes = table<typeof muteColumns, { muter: User; muted: User }>('mutes', muteColumns);
refersTo(mutes, 'muter', 'muterId', users);
refersTo(mutes, 'muted', 'mutedId', users);
