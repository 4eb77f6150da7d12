import { createClient } from '@feed/cli/commands/smoke/client';
import { mainJob } from '@feed/cli/commands/smoke/main-job';
import { join, type Person } from '@feed/cli/commands/smoke/people';
import type { Kubectl } from './kubectl.js';
import { withPortForward } from './port-forward.js';

const requestMs = 30_000;
/** A worker with a tenth of a processor may be starting. */
const visibleMs = 120_000;
const people = 8;

const withClient = <T>(kubectl: Kubectl, work: (client: ReturnType<typeof createClient>) => Promise<T>) =>
  withPortForward(kubectl, 'api', 'http', (url) => work(createClient(`${url}/graphql`, requestMs)));

/** Registers, follows, posts, likes, comments, shares, reads and deletes, as `feed smoke` does. */
export const useApi = (kubectl: Kubectl): Promise<void> =>
  withClient(kubectl, (client) => mainJob({ client, visibleMs, onStep: () => undefined }));

/** Accounts for the load, and what they are logged in with. */
export const registerCallers = (kubectl: Kubectl): Promise<string[]> =>
  withClient(kubectl, async (client) => {
    const joined: Person[] = [];
    for (let number = 0; number < people; number++) joined.push(await join(client, `load${number}`));
    return joined.map(({ token }) => token);
  });
