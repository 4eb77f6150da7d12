import type { Model, Order, WhereOptions, fn } from 'sequelize';
import { requireStorable, runOn, type On, type Runner } from './connection.js';
import type { Table } from './table.js';

export interface Find<Row, Joined, Name extends keyof Row> {
  /** Default: all. */
  attributes?: readonly Name[];
  where?: WhereOptions<Row>;
  /** An associated row that each found row must have, and that is returned with it. */
  include?: { association: keyof Joined & string; attributes?: string[] };
  order?: Order;
  limit?: number;
}

type Found<Row, Joined, Name extends keyof Row> = Pick<Row, Name> & Partial<Joined>;

/** A value, or an SQL expression such as `fn('now')`. Undefined leaves a column as it is. */
type Change<Row> = { [Name in keyof Row]?: Row[Name] | ReturnType<typeof fn> | undefined };

const plain = (row: Model): unknown => row.get({ plain: true });

/**
 * The rows of one table, read and written through one pool or transaction. Rows are plain objects:
 * only another call changes what is stored. Everything rejects with `CodedError`, as `Queryable.query` does.
 */
export class BoundModel<Row extends object, Joined extends object> {
  readonly #table: Table<Row, Joined>;
  readonly #runner: Runner;

  constructor(table: Table<Row, Joined>, runner: Runner) {
    this.#table = table;
    this.#runner = runner;
  }

  findAll<Name extends keyof Row = keyof Row>(
    find: Find<Row, Joined, Name> = {},
  ): Promise<Found<Row, Joined, Name>[]> {
    return this.#run('find', find.where, async ({ transaction }) => {
      const include = find.include && { ...find.include, required: true };
      const rows = await this.#table.model.findAll({ ...find, include, transaction } as object);
      return rows.map(plain) as Found<Row, Joined, Name>[];
    });
  }

  async findOne<Name extends keyof Row = keyof Row>(
    find: Find<Row, Joined, Name>,
  ): Promise<Found<Row, Joined, Name> | null> {
    return (await this.findAll({ ...find, limit: 1 }))[0] ?? null;
  }

  create(row: Partial<Row>): Promise<Row> {
    return this.#run(
      'create',
      row,
      async ({ transaction }) => plain(await this.#table.model.create(row as never, { transaction })) as Row,
    );
  }

  /** @returns false when a unique index already has such a row */
  createIfAbsent(row: Partial<Row>): Promise<boolean> {
    return this.#run('create', row, async ({ transaction, rowCount }) => {
      const options = { ignoreDuplicates: true, returning: true, transaction };
      await this.#table.model.bulkCreate([row as never], options);
      return rowCount() > 0;
    });
  }

  /** @returns the rows as they are afterwards */
  update(change: Change<Row>, where: WhereOptions<Row>): Promise<Row[]> {
    return this.#run('update', { ...where, ...change }, async ({ transaction }) => {
      const options = { where, returning: true, transaction } as const;
      const [, rows] = await this.#table.model.update(change as never, options);
      return rows.map(plain) as Row[];
    });
  }

  /** @returns how many rows were deleted */
  destroy(where: WhereOptions<Row>): Promise<number> {
    return this.#run('destroy', where, ({ transaction }) =>
      this.#table.model.destroy({ where, transaction }),
    );
  }

  async #run<T>(method: string, values: object | undefined, call: (on: On) => Promise<T>): Promise<T> {
    requireStorable(values ?? {});
    return runOn(this.#runner, `${this.#table.subject}.model_${method}`, call);
  }
}
