import type { View } from '../../app/view.js';

export const view: View = { path: '/login', title: 'Welcome', open: true, load: () => import('./login.js') };
