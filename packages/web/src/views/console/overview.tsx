import { Budgets } from './budgets.js';
import { Content } from './content.js';
import type { Status } from './status.js';
import { Resources } from './documents.js';
import { Processes } from './processes.js';
import { useRefreshing } from './refreshing.js';
import { Tiles } from './tiles.js';

export function Overview({ status }: { status: Status }) {
  const resources = useRefreshing(Resources, {});
  return (
    <>
      <Tiles status={status} />
      <Content of={resources}>
        {({ hostBudgets, processes }) => (
          <>
            <Budgets budgets={hostBudgets ?? []} />
            <Processes processes={processes ?? []} />
          </>
        )}
      </Content>
    </>
  );
}
