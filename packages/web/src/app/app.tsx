import { Provider } from '@urql/preact';
import { useMemo } from 'preact/hooks';
import { createFeedClient } from '../live/client.js';
import { account } from '../session/session.js';
import { NoticeList } from '../ui/notice-list.js';
import { QuestionDialog } from '../ui/question-dialog.js';
import { useStore } from '../ui/store.js';
import { Outlet } from './outlet.js';
import { place } from './router.js';
import { Shell } from './shell.js';
import { cacheRules, viewAt, type Shown } from './views.js';

/** Shown in place of a view that needs a login. Its path is kept, and shown after the login. */
const welcome = viewAt('/login')!;

export function App() {
  const who = useStore(account);
  const { path } = useStore(place);
  // One account never sees what another has read.
  const client = useMemo(() => createFeedClient(cacheRules), [who?.id]);
  const found = viewAt(path);
  const shown: Shown | undefined = who || found === undefined || found.view.open ? found : welcome;
  return (
    <Provider value={client}>
      {who && shown?.view !== welcome.view ? (
        <Shell who={who} key={who.id}>
          <Outlet shown={shown} />
        </Shell>
      ) : (
        <main id="content" class="alone">
          <Outlet shown={shown} />
        </main>
      )}
      <NoticeList />
      <QuestionDialog />
    </Provider>
  );
}
