import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { account } from '../../session/session.js';
import { notify } from '../../ui/notices.js';
import { useStore } from '../../ui/store.js';
import { AccountPicker, chosen } from './account-picker.js';
import { Confirm } from './confirm.js';
import { type OperatedFragment, type Role, SetRole } from './documents.js';
import { inWords } from './formats.js';

const roles: Readonly<Record<Role, string>> = {
  USER: 'May do what every account may.',
  MODERATOR: 'Moderates content. No operation needs this role yet.',
  ADMIN: 'Operates the system, with this console.',
};

/** Gives accounts roles. */
export function Accounts() {
  const found = useStore(chosen);
  return (
    <section aria-labelledby="console-accounts">
      <h2 id="console-accounts">Roles of accounts</h2>
      <AccountPicker />
      {found && <RoleForm key={`${found.id} ${found.role}`} found={found} />}
    </section>
  );
}

function RoleForm({ found }: { found: OperatedFragment }) {
  const client = useClient();
  const [role, setRole] = useState<Role>(found.role ?? 'USER');
  const [asking, setAsking] = useState(false);
  const give = async (): Promise<void> => {
    const data = await mutate(client, SetRole, { userId: found.id, role });
    if (!data) return;
    notify('good', `${data.setRole.message}.`);
    chosen.set({ ...found, role });
  };
  return (
    <form
      class="card picker"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <fieldset class="roles">
        <legend>
          The role of <bdi>@{found.username}</bdi>
        </legend>
        {(Object.keys(roles) as Role[]).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="role"
              value={each}
              checked={each === role}
              onChange={() => setRole(each)}
            />
            <span>
              <b>{inWords(each)}</b>
              <span class="quiet">{roles[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="form-end">
        <button class="button" disabled={role === found.role}>
          Change the role
        </button>
      </div>
      {asking && (
        <Confirm
          title={`Make @${found.username} ${role === 'ADMIN' ? 'an administrator' : `a ${role.toLowerCase()}`}?`}
          action="Change the role"
          onConfirm={() => void give()}
          onClose={() => setAsking(false)}
        >
          {found.id === account.get()?.id
            ? 'This is your own account: you lose this console at once.'
            : 'The role counts from the next request of the account on.'}
        </Confirm>
      )}
    </form>
  );
}
