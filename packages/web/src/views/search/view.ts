import type { View } from '../../app/view.js';

export const view: View = {
  path: '/search',
  title: 'Search',
  nav: { label: 'Search', icon: 'search', order: 3 },
  load: () => import('./search.js'),
};
