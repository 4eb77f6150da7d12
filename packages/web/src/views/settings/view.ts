import type { View } from '../../app/view.js';

export const view: View = {
  path: '/settings',
  title: 'Settings',
  nav: { label: 'Settings', icon: 'gear', order: 5 },
  load: () => import('./settings.js'),
};
