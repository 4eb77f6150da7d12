import { createStore } from '../ui/store.js';

/** Whether the browser has a network. It may be without a way to the server all the same. */
export const online = createStore(navigator.onLine);
addEventListener('online', () => online.set(true));
addEventListener('offline', () => online.set(false));
