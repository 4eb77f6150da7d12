import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { liveState } from '../live/subscribe.js';
import { online } from '../live/online.js';
import { session, type Account } from '../session/session.js';
import { Brand } from '../ui/brand.js';
import { Icon } from '../ui/icon.js';
import { notify } from '../ui/notices.js';
import { useStore } from '../ui/store.js';
import { switchTheme, theme } from '../ui/theme.js';
import { Drawer } from './drawer.js';
import { place } from './router.js';
import type { NavigationEntry } from './view.js';
import { views } from './views.js';

const wide = matchMedia('(min-width: 1180px)');

/** The navigation, the view, and the drawer with the requests. */
export function Shell({ who, children }: { who: Account; children: ComponentChildren }) {
  const [drawer, setDrawer] = useState(wide.matches);
  const connected = useStore(online);
  const toggle = (): void => setDrawer((open) => !open);
  return (
    <>
      <a class="skip" href="#content">
        To the content
      </a>
      <div class={drawer ? 'shell shell-drawer' : 'shell'}>
        <header class="side">
          <a class="brand" href="/" aria-label="Feed, to the start">
            <Brand />
          </a>
          <Navigation who={who} />
          <Tools who={who} drawer={drawer} onDrawer={toggle} />
        </header>
        <main id="content" class="main" tabIndex={-1}>
          {!connected && (
            <p class="banner" role="status">
              <Icon name="cloud" /> You are offline. What you see may be old; what you write is kept.
            </p>
          )}
          {children}
        </main>
        {drawer && <Drawer onClose={toggle} />}
      </div>
    </>
  );
}

function Navigation({ who }: { who: Account }) {
  return (
    <nav aria-label="Main">
      <ul>
        {views.map(
          ({ nav, path }) =>
            nav && <NavigationItem key={path} entry={nav} target={path.replace(':id', who.id)} />,
        )}
      </ul>
    </nav>
  );
}

const everyone = (): boolean => true;

function NavigationItem({ entry, target }: { entry: NavigationEntry; target: string }) {
  const { path } = useStore(place);
  const { label, icon, useVisible = everyone } = entry;
  if (!useVisible()) return null;
  return (
    <li>
      <a href={target} aria-current={path === target ? 'page' : undefined}>
        <Icon name={icon} />
        <span>{label}</span>
      </a>
    </li>
  );
}

const states = { live: 'Live', connecting: 'Connecting', waiting: 'Reconnecting', off: 'Not live' } as const;

function Tools({ who, drawer, onDrawer }: { who: Account; drawer: boolean; onDrawer(): void }) {
  const live = useStore(liveState);
  const dark = useStore(theme) === 'dark';
  const leave = (): void => {
    session.logout().catch(() => notify('bad', 'You are logged out here. The server could not be told.'));
  };
  return (
    <div class="tools">
      {live !== 'idle' && (
        <p class={`live live-${live}`}>
          <i />
          <span>{states[live]}</span>
        </p>
      )}
      <button type="button" class="tool" aria-pressed={drawer} onClick={onDrawer} aria-label="Requests">
        <Icon name="code" />
        <span>Requests</span>
      </button>
      <button
        type="button"
        class="tool"
        onClick={switchTheme}
        aria-label={dark ? 'Light colours' : 'Dark colours'}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
        <span>{dark ? 'Light' : 'Dark'}</span>
      </button>
      <button type="button" class="tool" onClick={leave} aria-label={`Log out ${who.username}`}>
        <Icon name="exit" />
        <span dir="auto">{who.username}</span>
      </button>
    </div>
  );
}
