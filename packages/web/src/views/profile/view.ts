import type { View } from '../../app/view.js';

export const view: View = {
  path: '/user/:id',
  title: 'Profile',
  nav: { label: 'Profile', icon: 'user', order: 4 },
  load: () => import('./profile.js'),
};
