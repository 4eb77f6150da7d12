import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useClient } from '@urql/preact';
import { mutate } from '../../live/client.js';
import { BlockedUsers, MutedUsers, UnblockUser, UnmuteUser } from '../../people/documents.js';
import { PeopleList } from '../../people/people-list.js';
import { fullName, type Person } from '../../ui/avatar.js';
import { focusContent } from '../../ui/focus.js';

/** The accounts that the user has muted or blocked. */
export const Hidden = () => (
  <>
    <section class="card settings" aria-labelledby="settings-muted">
      <h2 id="settings-muted">Muted accounts</h2>
      <PeopleList
        label="Muted accounts"
        query={MutedUsers}
        variables={{}}
        connectionOf={({ mutedUsers }) => mutedUsers}
        empty={<p class="quiet">You have not muted any account.</p>}
        action={(person) => <UndoButton person={person} text="Unmute" mutation={UnmuteUser} />}
      />
    </section>
    <section class="card settings" aria-labelledby="settings-blocked">
      <h2 id="settings-blocked">Blocked accounts</h2>
      <PeopleList
        label="Blocked accounts"
        query={BlockedUsers}
        variables={{}}
        connectionOf={({ blockedUsers }) => blockedUsers}
        empty={<p class="quiet">You have not blocked any account.</p>}
        action={(person) => <UndoButton person={person} text="Unblock" mutation={UnblockUser} />}
      />
    </section>
  </>
);

interface UndoButtonProps<Data, Variables extends AnyVariables> {
  person: Person;
  text: string;
  mutation: TypedDocumentNode<Data, Variables & { userId: string }>;
}

function UndoButton<Data, Variables extends AnyVariables>({
  person,
  text,
  mutation,
}: UndoButtonProps<Data, Variables>) {
  const client = useClient();
  const undo = async (): Promise<void> => {
    const variables = { userId: person.id } as Variables & { userId: string };
    if (await mutate(client, mutation, variables)) focusContent();
  };
  return (
    <button
      type="button"
      class="button button-quiet"
      aria-label={`${text} ${fullName(person)}`}
      onClick={() => void undo()}
    >
      {text}
    </button>
  );
}
