import { useState } from 'preact/hooks';
import { session } from '../../session/session.js';
import { useDraft } from '../../ui/draft.js';
import { Field } from '../../ui/field.js';
import { useForm } from './use-form.js';

const nothing = { firstName: '', lastName: '', username: '', email: '' };

/** All but the password is kept until the account exists. */
export function RegisterForm({ onLoggedIn }: { onLoggedIn(): void }) {
  const draft = useDraft('register', nothing);
  const [password, setPassword] = useState('');
  const { firstName, lastName, username, email } = draft.value;
  const register = () => session.register({ ...draft.value, password, bio: null });
  const { problem, sending, submit } = useForm(register, () => {
    draft.clear();
    onLoggedIn();
  });
  const set = (name: keyof typeof nothing) => (value: string) => draft.change({ [name]: value });
  return (
    <form class="stack" onSubmit={submit} aria-label="Create an account">
      <div class="two">
        <Field label="First name" value={firstName} onValue={set('firstName')} autoComplete="given-name" />
        <Field label="Last name" value={lastName} onValue={set('lastName')} autoComplete="family-name" />
      </div>
      <Field label="Username" value={username} onValue={set('username')} autoComplete="username" required />
      <Field label="E-mail" type="email" value={email} onValue={set('email')} autoComplete="email" required />
      <Field
        label="Password"
        hint="At least 8 characters"
        type="password"
        value={password}
        onValue={setPassword}
        autoComplete="new-password"
        required
      />
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <button class="button button-large" disabled={sending}>
        {sending ? 'Creating …' : 'Create the account'}
      </button>
    </form>
  );
}
