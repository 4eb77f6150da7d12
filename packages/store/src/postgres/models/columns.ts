import { DataTypes, literal, type ModelAttributeColumnOptions } from 'sequelize';

/** How a column is declared, with the type of its values. */
export interface Column<T> extends ModelAttributeColumnOptions {
  /** Never set: it carries the type. */
  readonly valueType?: T;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;
export type RowOf<C extends Columns> = { [Name in keyof C]: C[Name] extends Column<infer T> ? T : never };

const nextId = literal('next_id()');
const now = literal('now()');

/** Ids and other 64-bit numbers are decimal strings. */
export const bigint = (): Column<string> => ({ type: DataTypes.BIGINT, allowNull: false });
export const text = (): Column<string> => ({ type: DataTypes.TEXT, allowNull: false });
const integer = (): Column<number> => ({ type: DataTypes.INTEGER, allowNull: false });
export const boolean = (): Column<boolean> => ({ type: DataTypes.BOOLEAN, allowNull: false });
export const time = (): Column<Date> => ({ type: DataTypes.DATE, allowNull: false });
export const bytes = (): Column<Buffer> => ({ type: DataTypes.BLOB, allowNull: false });
export const json = (): Column<unknown> => ({ type: DataTypes.JSONB, allowNull: false });
export const oneOf = <T extends string>(...values: T[]): Column<T> => ({
  type: DataTypes.ENUM(...values),
  allowNull: false,
});

export const nullable = <T>(column: Column<T>): Column<T | null> => ({ ...column, allowNull: true });
export const withDefault = <T>(column: Column<T>, value: T): Column<T> => ({
  ...column,
  defaultValue: value,
});
export const primaryKey = <T>(column: Column<T>): Column<T> => ({ ...column, primaryKey: true });

/** An id that the database creates from the time of the insert. */
export const newId = (): Column<string> => ({ ...bigint(), defaultValue: nextId });
export const newUuid = (): Column<string> => ({
  type: DataTypes.UUID,
  allowNull: false,
  defaultValue: literal('gen_random_uuid()'),
});
/** The id of the transaction that inserts the row. */
export const transactionId = (): Column<string> => ({
  type: 'xid8',
  allowNull: false,
  defaultValue: literal('pg_current_xact_id()'),
});
/** The time of the transaction, by the database's clock. */
export const timeOfInsert = (): Column<Date> => ({ ...time(), defaultValue: now });
/** The time at which the row is made: not before the one in its `newId`. */
export const timeOfRow = (): Column<Date> => ({ ...time(), defaultValue: literal('clock_timestamp()') });
/** A count of rows, which SQL maintains; the model never writes it. */
export const counter = (): Column<number> => withDefault(integer(), 0);
