import { initial } from './0001-initial.js';
import { indexCosts } from './0002-index-costs.js';
import { events } from './0003-events.js';
import { sessions } from './0004-sessions.js';
import { journal } from './0005-journal.js';
import { blockedNow } from './0006-blocked-now.js';
import { countersInPlace } from './0007-counters-in-place.js';
import { unrecordedRows } from './0008-unrecorded-rows.js';
import { searchedNames } from './0009-searched-names.js';
import { live } from './0010-live.js';
import { roles } from './0011-roles.js';
import { operators } from './0012-operators.js';
import { ownLikes } from './0013-own-likes.js';
import { updatedAfterCreated } from './0014-updated-after-created.js';
import { djangoHashes } from './0015-django-hashes.js';
import type { Migration } from './migration.js';

/** Every migration, oldest first. Expand/contract: the previous release must run on the newest schema. */
export const migrations: readonly Migration[] = [
  initial,
  indexCosts,
  events,
  sessions,
  journal,
  blockedNow,
  countersInPlace,
  unrecordedRows,
  searchedNames,
  live,
  roles,
  operators,
  ownLikes,
  updatedAfterCreated,
  djangoHashes,
];

/** The name of the newest migration: the schema that this release comes with, and that a rollout waits for. */
export const schemaVersion: string = migrations.at(-1)?.name ?? '';

/** The name of the newest migration that its statements use: what `/readyz` requires of the database. */
export const neededSchema: string = migrations.findLast(({ optional }) => !optional)?.name ?? '';
