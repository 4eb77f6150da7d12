import type { View } from '../../app/view.js';
import { consoleIsOn, useMayOperate } from './gate/gate.js';

export const view: View = {
  path: '/console',
  title: 'Console',
  nav: { label: 'Console', icon: 'gear', order: 90, useVisible: useMayOperate },
  load: async () => ((await consoleIsOn()) ? import('./console.js') : undefined),
};
