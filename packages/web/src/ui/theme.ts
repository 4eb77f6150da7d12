import { createStore } from './store.js';

type Theme = 'light' | 'dark';

const key = 'feed.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const ofSystem = (): Theme => (system.matches ? 'dark' : 'light');

function chosen(): Theme | undefined {
  try {
    return (localStorage.getItem(key) as Theme | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The colours of the page: those of the system until the user chooses. */
export const theme = createStore<Theme>(chosen() ?? ofSystem());

export function switchTheme(): void {
  const next = theme.get() === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(key, next);
  } catch {
    // The choice lasts until the page is loaded again.
  }
  theme.set(next);
}

export function startTheme(): void {
  const show = (value: Theme): void => void (document.documentElement.dataset['theme'] = value);
  show(theme.get());
  theme.follow(show);
  system.addEventListener('change', () => chosen() ?? theme.set(ofSystem()));
}
