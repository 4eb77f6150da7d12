import pg from 'pg';
import { Sequelize, type Model, type ModelStatic } from 'sequelize';
import type { Columns, RowOf } from './columns.js';

/** A model of one table. `Joined` are the rows that `include` can bring along, by the name of the association. */
export interface Table<Row extends object, Joined extends object = {}> {
  readonly model: ModelStatic<Model<Row, Partial<Row>>>;
  /** The first part of the names of its statements. */
  readonly subject: string;
  /** Never set: they carry the types. */
  readonly row?: Row;
  readonly joined?: Joined;
}

/** Writes SQL and reads rows. It has no connection of its own: `modelsOf` runs what it writes. */
const sequelize = new Sequelize({ dialect: 'postgres', dialectModule: pg, logging: false });

/** Declares the model of a table whose columns are named like its attributes, in snake case. */
export function table<C extends Columns, Joined extends object = {}>(
  tableName: string,
  columns: C,
  subject = tableName,
): Table<RowOf<C>, Joined> {
  const options = { tableName, underscored: true, timestamps: false, name: { singular: tableName } };
  const model = sequelize.define(tableName, { ...columns }, options);
  if (!Object.values(columns).some(({ primaryKey }) => primaryKey)) model.removeAttribute('id');
  return { model: model as unknown as Table<RowOf<C>>['model'], subject };
}

/** Declares a foreign key; deleting a row also deletes the rows that refer to it. */
export function refersTo<Row extends object>(
  { model }: Table<Row, object>,
  association: string,
  foreignKey: keyof Row & string,
  target: Table<object & { id: string }, object>,
): void {
  model.belongsTo(target.model, { as: association, foreignKey, onDelete: 'CASCADE' });
}
