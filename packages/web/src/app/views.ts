import type { CacheRules } from '../live/cache.js';
import { match, type Params, type View } from './view.js';

const found = import.meta.glob<View>('../views/*/view.ts', { eager: true, import: 'view' });

/** All views, in the order of the navigation. */
export const views = Object.values(found).sort((a, b) => (a.nav?.order ?? 99) - (b.nav?.order ?? 99));

/** The cache rules of all folders. */
export const cacheRules = Object.values(
  import.meta.glob<CacheRules>(['../{people,posts}/cache.ts', '../views/*/cache.ts'], {
    eager: true,
    import: 'cacheRules',
  }),
);

export interface Shown extends Params {
  readonly view: View;
}

export function viewAt(path: string): Shown | undefined {
  for (const view of views) {
    const params = match(view, path);
    if (params) return { view, params };
  }
  return undefined;
}
