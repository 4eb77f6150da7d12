import { useStore } from '../../ui/store.js';
import { AccountPicker, chosen } from './account-picker.js';
import { FeedCheck } from './feed-check.js';
import { FeedExplain } from './feed-explain.js';

/** Explains, checks and repairs the home feed of an account. */
export function Feeds() {
  const found = useStore(chosen);
  return (
    <section aria-labelledby="console-feeds">
      <h2 id="console-feeds">Feed inspector</h2>
      <AccountPicker />
      {found && (
        <>
          <FeedExplain key={`explain ${found.id}`} userId={found.id} />
          <FeedCheck key={`check ${found.id}`} account={found} />
        </>
      )}
    </section>
  );
}
