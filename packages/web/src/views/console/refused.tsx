import { account } from '../../session/session.js';
import { Empty } from '../../ui/states.js';
import { useStore } from '../../ui/store.js';

/** Says why the api has refused the console, and how that changes. */
export function Refused() {
  const name = useStore(account)?.username ?? 'NAME';
  return (
    <Empty icon="alert" title="For administrators">
      <p>
        The api has refused it: <bdi>{name}</bdi> is not an administrator. Another administrator can change
        that here, under Accounts, or an operator on the server:
      </p>
      <p>
        <code class="code">feedctl user role {name} admin</code>
      </p>
      <p>
        <a href="/">To your feed</a>
      </p>
    </Empty>
  );
}
