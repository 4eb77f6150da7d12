import type { View } from '../../app/view.js';

export const view: View = { path: '/post/:id', title: 'Post', load: () => import('./post.js') };
