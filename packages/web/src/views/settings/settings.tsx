import './settings.css';
import { Hidden } from './hidden.js';
import { Profile } from './profile.js';
import { Sessions } from './sessions.js';

/** The settings of the account. */
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
