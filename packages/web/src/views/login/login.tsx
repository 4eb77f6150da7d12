import './login.css';
import { useEffect, useState } from 'preact/hooks';
import { navigate } from '../../app/router.js';
import { ended, session } from '../../session/session.js';
import { Brand } from '../../ui/brand.js';
import { Icon } from '../../ui/icon.js';
import { useStore } from '../../ui/store.js';
import { failureText } from './failure.js';
import { LoginForm } from './login-form.js';
import { RegisterForm } from './register-form.js';
import { readSettings, unknownSettings, type PageSettings } from '../../live/settings.js';

const reasons = {
  LOGOUT: undefined,
  OTHER_TAB: 'You logged out in another tab.',
  SESSION_ENDED: 'This session was ended: from another device, or because its account is gone.',
  REFRESH_EXPIRED: 'You were away for so long that this session has expired.',
} as const;

/** The first thing a visitor sees. */
export default function Login() {
  const [settings, setSettings] = useState<PageSettings>(unknownSettings);
  const [registering, setRegistering] = useState(false);
  const reason = useStore(ended);
  useEffect(() => void readSettings().then(setSettings), []);
  return (
    <div class="welcome">
      <section class="welcome-about">
        <p class="brand">
          <Brand />
        </p>
        <h1 tabIndex={-1}>A social feed that you run yourself.</h1>
        <p>
          One GraphQL api, live over WebSockets. This page is one of its clients: it shows every request that
          it sends, ready to copy.
        </p>
        {settings.graphiql && (
          <p>
            <a href="/graphql">Open the api in GraphiQL</a>
          </p>
        )}
      </section>
      <section class="card welcome-forms">
        {reason && reasons[reason] && (
          <p class="banner" role="alert">
            <Icon name="alert" /> {reasons[reason]}
          </p>
        )}
        {settings.demo && <DemoButton demo={settings.demo} />}
        {registering ? <RegisterForm onLoggedIn={arrive} /> : <LoginForm onLoggedIn={arrive} />}
        <button type="button" class="link" onClick={() => setRegistering(!registering)}>
          {registering ? 'I have an account' : 'Create an account'}
        </button>
      </section>
    </div>
  );
}

/** The path is that of the view the user came for. */
const arrive = (): void => {
  if (location.pathname === '/login') navigate('/', { replace: true });
};

function DemoButton({ demo }: { demo: NonNullable<PageSettings['demo']> }) {
  const [problem, setProblem] = useState('');
  const logIn = (): void => {
    session
      .login(demo.username, demo.password)
      .then(arrive, (error: unknown) => setProblem(failureText(error)));
  };
  return (
    <>
      <button type="button" class="button button-large" onClick={logIn}>
        Log in as demo
      </button>
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <p class="or">
        <span>or</span>
      </p>
    </>
  );
}
