import { useClient, useQuery } from '@urql/preact';
import { useId, useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { problemOf } from '../../live/problem.js';
import { useDraft } from '../../ui/draft.js';
import { Field } from '../../ui/field.js';
import { notify } from '../../ui/notices.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Me, UpdateProfile, type OwnProfileFragment } from './documents.js';

const longestBio = 1000;

/** The form with the profile, once it has been read. */
export function Profile() {
  const [{ data, error }, execute] = useQuery({ query: Me, requestPolicy: 'cache-and-network' });
  const me = data?.me;
  // A form that was saved begins again with what the api made of it.
  const [saves, setSaves] = useState(0);
  return (
    <section class="card settings" aria-labelledby="settings-profile">
      <h2 id="settings-profile">Profile</h2>
      {me ? (
        <ProfileForm
          key={`${me.updatedAt}:${saves}`}
          me={me}
          email={me.email}
          onSaved={() => setSaves(saves + 1)}
        />
      ) : error ? (
        <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />
      ) : (
        <Skeleton count={1} />
      )}
    </section>
  );
}

interface ProfileFormProps {
  me: OwnProfileFragment;
  email: string | null;
  onSaved(): void;
}

function ProfileForm({ me, email, onSaved }: ProfileFormProps) {
  const client = useClient();
  const [sending, setSending] = useState(false);
  const { firstName, lastName, username, bio } = me;
  const stored = { firstName, lastName, username, bio };
  const draft = useDraft(`profile:${me.id}`, stored);
  const { value, idempotencyKey } = draft;
  const set = (name: keyof typeof stored) => (next: string) => draft.change({ [name]: next });
  const changed = JSON.stringify({ ...stored, ...value }) !== JSON.stringify(stored);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const done = await mutate(client, UpdateProfile, { input: value }, { idempotencyKey });
    setSending(false);
    if (!done) return;
    draft.clear();
    onSaved();
    notify('good', 'Your profile is saved.');
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)} aria-label="Profile">
      <div class="two">
        <Field
          label="First name"
          value={value.firstName}
          onValue={set('firstName')}
          autoComplete="given-name"
        />
        <Field
          label="Last name"
          value={value.lastName}
          onValue={set('lastName')}
          autoComplete="family-name"
        />
      </div>
      <Field
        label="Username"
        hint={email === null ? 'You log in with it.' : `You log in with it. Your e-mail address is ${email}.`}
        value={value.username}
        onValue={set('username')}
        autoComplete="username"
        required
      />
      <BioField value={value.bio} onValue={set('bio')} />
      <div class="form-end">
        {changed && (
          <button type="button" class="button button-quiet" onClick={() => draft.clear()}>
            Undo
          </button>
        )}
        <button class="button" disabled={sending || !changed}>
          {sending ? 'Saving …' : 'Save'}
        </button>
      </div>
    </form>
  );
}

function BioField({ value, onValue }: { value: string; onValue(value: string): void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>About you</label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        maxLength={longestBio}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </div>
  );
}
