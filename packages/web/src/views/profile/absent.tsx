import { useClient } from '@urql/preact';
import { mutate } from '../../live/client.js';
import { UnblockUser } from '../../people/documents.js';
import { focusContent } from '../../ui/focus.js';
import { Empty, Skeleton } from '../../ui/states.js';
import { blocked, useMembership } from './relation.js';

/** Takes the place of an account that the user has blocked, or that does not exist for the user. */
export function Absent({ id }: { id: string }) {
  const client = useClient();
  const [blocks] = useMembership(blocked, id);
  const unblock = async (): Promise<void> => {
    if (await mutate(client, UnblockUser, { userId: id })) focusContent();
  };
  if (blocks === undefined) return <Skeleton count={1} />;
  if (!blocks) {
    return (
      <Empty icon="user" title="This account is not here">
        It does not exist, or you may not see it. <a href="/search">Find accounts</a>
      </Empty>
    );
  }
  return (
    <Empty icon="user" title="You have blocked this account">
      <div class="stack">
        <p>Neither of you sees anything of the other.</p>
        <button type="button" class="button button-quiet" onClick={() => void unblock()}>
          Unblock
        </button>
      </div>
    </Empty>
  );
}
