import type { View } from '../../app/view.js';

export const view: View = {
  path: '/trending',
  title: 'Trending',
  nav: { label: 'Trending', icon: 'trend', order: 2 },
  load: () => import('./trending.js'),
};
