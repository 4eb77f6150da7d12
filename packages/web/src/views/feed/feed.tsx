import './feed.css';
import { useClient } from '@urql/preact';
import { useEffect } from 'preact/hooks';
import { Compose } from '../../posts/compose.js';
import { account } from '../../session/session.js';
import { Avatar } from '../../ui/avatar.js';
import { Icon } from '../../ui/icon.js';
import { Empty } from '../../ui/states.js';
import { useStore } from '../../ui/store.js';
import { arrivals, collect, none } from './arrivals.js';
import { Page } from './page.js';
import { newest, pages, restart } from './pages.js';

/** The home feed. */
export default function Feed() {
  const client = useClient();
  const who = useStore(account);
  const { epoch, cursors, complete } = useStore(pages);
  const first = useStore(newest);
  useEffect(() => (who ? collect(client, who.id) : undefined), [client, who?.id]);
  const takeIn = (): void => {
    arrivals.set(none);
    restart();
    scrollTo({ top: 0 });
  };
  const empty = complete && cursors.length === 1 && first === null;
  return (
    <>
      <h1 class="view-title" tabIndex={-1}>
        Your feed
      </h1>
      <Compose onPosted={takeIn} />
      <Announcement onTake={takeIn} />
      <section class="feed" aria-label="Entries">
        {cursors.map((after, index) => (
          <Page key={`${epoch}:${after}`} {...{ index, epoch, after, last: index === cursors.length - 1 }} />
        ))}
      </section>
      {empty && (
        <Empty icon="leaf" title="Nothing here yet">
          Write the first post, or follow someone: what they write and share appears here.
        </Empty>
      )}
      {complete && !empty && <p class="feed-end quiet">That is all. You have seen everything.</p>}
    </>
  );
}

/** Says that there is something new, without moving what the user is reading. */
function Announcement({ onTake }: { onTake(): void }) {
  const { posts, people, unknown } = useStore(arrivals);
  const some = posts.length > 0 || unknown;
  const text = unknown ? 'New posts' : posts.length === 1 ? '1 new post' : `${posts.length} new posts`;
  return (
    <div class="announcement" aria-live="polite">
      {some && (
        <button type="button" class="pill" onClick={onTake}>
          <Icon name="up" />
          <span class="pill-people">
            {people.map((person) => (
              <Avatar key={person.id} person={person} size="small" />
            ))}
          </span>
          {text}
        </button>
      )}
    </div>
  );
}
