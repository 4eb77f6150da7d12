import type { View } from '../../app/view.js';

export const view: View = {
  path: '/',
  title: 'Feed',
  nav: { label: 'Feed', icon: 'home', order: 1 },
  load: () => import('./feed.js'),
};
