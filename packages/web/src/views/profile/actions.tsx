import { useClient } from '@urql/preact';
import { mutate } from '../../live/client.js';
import { BlockUser, FollowUser, MuteUser, UnfollowUser, UnmuteUser } from '../../people/documents.js';
import { fullName, type Person } from '../../ui/avatar.js';
import { focusContent } from '../../ui/focus.js';
import { notify } from '../../ui/notices.js';
import { ask } from '../../ui/questions.js';
import { followed, muted, useMembership } from './relation.js';

/** Follows, mutes and blocks an account. */
export const Actions = ({ person }: { person: Person }) => (
  <>
    <FollowButton person={person} />
    <MuteButton person={person} />
    <BlockButton person={person} />
  </>
);

function FollowButton({ person }: { person: Person }) {
  const client = useClient();
  const [follows, setFollows] = useMembership(followed, person.id);
  const toggle = async (): Promise<void> => {
    setFollows(!follows);
    const variables = { userId: person.id };
    const done = await (follows
      ? mutate(client, UnfollowUser, variables)
      : mutate(client, FollowUser, variables));
    if (!done) setFollows(Boolean(follows));
  };
  return (
    <button
      type="button"
      class={follows ? 'button button-quiet' : 'button'}
      disabled={follows === undefined}
      onClick={() => void toggle()}
    >
      {follows ? 'Unfollow' : 'Follow'}
    </button>
  );
}

function MuteButton({ person }: { person: Person }) {
  const client = useClient();
  const [mutes, setMutes] = useMembership(muted, person.id);
  const toggle = async (): Promise<void> => {
    const variables = { userId: person.id };
    const done = await (mutes ? mutate(client, UnmuteUser, variables) : mutate(client, MuteUser, variables));
    if (!done) return;
    setMutes(!mutes);
    notify('good', mutes ? 'Your feed shows this account again.' : 'Your feed hides this account.');
  };
  return (
    <button
      type="button"
      class="button button-quiet"
      disabled={mutes === undefined}
      onClick={() => void toggle()}
    >
      {mutes ? 'Unmute' : 'Mute'}
    </button>
  );
}

function BlockButton({ person }: { person: Person }) {
  const client = useClient();
  const block = async (): Promise<void> => {
    const sure = await ask({
      title: `Block ${fullName(person)}?`,
      text: 'Neither of you sees anything of the other, and neither follows the other any more.',
      action: 'Block',
    });
    if (!sure || !(await mutate(client, BlockUser, { userId: person.id }))) return;
    notify('good', 'The account is blocked.');
    focusContent();
  };
  return (
    <button type="button" class="button button-quiet button-danger" onClick={() => void block()}>
      Block
    </button>
  );
}
