import type { Tx } from '@feed/store/postgres/queryable';
import type { SharedWrite } from '@feed/store/postgres/shared-writes';
import type { Access, Caller } from './access.js';

export type Step<A extends Access, Input> = Caller<A> & { input: Input };

/** A mutation whose effects are one statement, which callers without an idempotency key share. */
export interface Sharing<A extends Access, Input, Payload> {
  inTransaction(step: Step<A, Input> & { tx: Tx }): Promise<Payload>;
  together(step: Step<A, Input>): Promise<Payload>;
}

export interface SharingOptions<A extends Access, Input, Item, Outcome, Payload> {
  write: SharedWrite<Item, Outcome>;
  itemOf(step: Step<A, Input>): Item;
  /**
   * @param outcome undefined when the rows that the write needs do not exist
   * @throws CodedError when the write was refused, and changed nothing
   */
  payloadOf(outcome: Outcome | undefined): Payload;
}

export function sharing<A extends Access, Input, Item, Outcome, Payload>({
  write,
  itemOf,
  payloadOf,
}: SharingOptions<A, Input, Item, Outcome, Payload>): Sharing<A, Input, Payload> {
  return {
    async inTransaction({ tx, ...step }) {
      const [outcome] = await write.run(tx, [itemOf(step)], 'wait');
      return payloadOf(outcome);
    },
    /** While it waits, it counts as one of the statements of its caller. */
    async together(step) {
      const { app, deadline } = step.context;
      const item = itemOf(step);
      return payloadOf(await app.shares.statement(() => app.sharedWrites.run(write, item, deadline)));
    },
  };
}
