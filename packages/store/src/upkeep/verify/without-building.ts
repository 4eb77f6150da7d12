import { isCodedError } from '@feed/platform/errors';
import type { TimelineRead, Timelines } from '../../feed/timelines.js';

const noMemory = /\bOOM\b/;

/** Timelines that are read as ever, while one that is missing stays so. */
export function withoutBuilding(timelines: Timelines): Timelines {
  return {
    ...timelines,
    read: (...args) => timelines.read(...args).catch(missingUnlessAway),
    finish: async () => false,
  };
}

/** Only to begin a missing timeline takes memory, which a full Redis refuses. */
function missingUnlessAway(error: unknown): TimelineRead {
  const cause = isCodedError(error) ? error.cause : undefined;
  if (cause instanceof Error && noMemory.test(cause.message))
    return { found: false, build: { nonce: Buffer.alloc(8) } };
  throw error;
}
