import './settings.css';
import { Hidden } from './hidden.js';
import { Profile } from './profile.js';
import { Sessions } from './sessions.js';

/** What an account can change about itself. */
export default function Settings() {
  return (
    <>
      <h1 class="view-title" tabIndex={-1}>
        Settings
      </h1>
      <Profile />
      <Sessions />
      <Hidden />
    </>
  );
}
