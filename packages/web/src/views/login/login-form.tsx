import { useState } from 'preact/hooks';
import { session } from '../../session/session.js';
import { Field } from '../../ui/field.js';
import { useForm } from './use-form.js';

export function LoginForm({ onLoggedIn }: { onLoggedIn(): void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const { problem, sending, submit } = useForm(() => session.login(username, password), onLoggedIn);
  return (
    <form class="stack" onSubmit={submit} aria-label="Log in">
      <Field label="Username" value={username} onValue={setUsername} autoComplete="username" required />
      <Field
        label="Password"
        type="password"
        value={password}
        onValue={setPassword}
        autoComplete="current-password"
        required
      />
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <button class="button button-large" disabled={sending}>
        {sending ? 'Logging in …' : 'Log in'}
      </button>
    </form>
  );
}
