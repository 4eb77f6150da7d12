import { quoted } from './catalog.js';
import type { Match, Matches } from './match.js';
import { modelOf, type FieldName, type ModelName } from './models.js';

/** A row of a model; every value is text, times are milliseconds since 1970. */
export type OutsideRow<M extends ModelName> = { readonly [F in FieldName<M>]: string | null };

/** The queries that read the rows of models, without those that are deleted. */
export class Selects {
  readonly #matches: Matches;
  readonly #timeZone: string;

  /** @param timeZone of times that are stored without one */
  constructor(matches: Matches, timeZone = 'UTC') {
    this.#matches = matches;
    this.#timeZone = timeZone;
  }

  /** All rows of a model that are imported, in the order of their ids. */
  rows(model: ModelName): string {
    const match = this.#match(model);
    const fields = Object.keys(modelOf(model).fields).map(
      (field) => `${this.#value(model, field)} AS ${quoted(field)}`,
    );
    const condition = this.#kept(model);
    return `${condition.with} SELECT ${fields.join(', ')} FROM ${quoted(match.table.name)} t
            WHERE ${condition.where} ORDER BY t.${this.#column(model, 'id')}`;
  }

  /** The ids of the rows at the positions `$1` of `rows`, which begin with 1. */
  idsAt(model: ModelName): string {
    return `SELECT n, id FROM (SELECT row_number() OVER () AS n, id FROM (${this.rows(model)}) r) q
            WHERE n = ANY($1::bigint[])`;
  }

  #match(model: ModelName): Match {
    const match = this.#matches[model];
    if (!match) throw new Error(`there is no table of the model ${model}`);
    return match;
  }

  /** The quoted column of a field, or undefined. */
  #find(model: ModelName, field: string): string | undefined {
    const columns: Readonly<Record<string, string | undefined>> = this.#matches[model]?.columns ?? {};
    const column = columns[field];
    return column === undefined ? undefined : quoted(column);
  }

  #column(model: ModelName, field: string): string {
    return this.#find(model, field) ?? 'NULL';
  }

  #value(model: ModelName, field: string): string {
    const name = this.#find(model, field);
    const { type = 'text', max = 0 } = modelOf(model).fields[field] ?? {};
    if (name === undefined) return 'NULL';
    if (type === 'time') return this.#milliseconds(model, name);
    // One character more than may be imported shows that a text is too long, however long it is.
    return type === 'flag' ? `t.${name}::text` : `left(t.${name}::text, ${max + 1})`;
  }

  /** An infinite time is none. */
  #milliseconds(model: ModelName, name: string): string {
    const type = this.#match(model).table.columns.get(name.slice(1, -1).replaceAll('""', '"'));
    const zone = `'${this.#timeZone.replaceAll("'", "''")}'`;
    const at =
      type === 'timestamp with time zone' ? `t.${name}` : `(t.${name}::timestamp AT TIME ZONE ${zone})`;
    return `CASE WHEN isfinite(t.${name}) THEN floor(extract(epoch FROM ${at}) * 1000)::bigint::text END`;
  }

  /** Whether a row is marked as deleted; undefined when its model has no such mark. */
  #deleted(model: ModelName, alias: string): string | undefined {
    const [flag, time] = [this.#find(model, 'deleted'), this.#find(model, 'deleted_at')];
    const marks = [
      ...(flag === undefined ? [] : [`coalesce(${alias}.${flag}, false)`]),
      ...(time === undefined ? [] : [`${alias}.${time} IS NOT NULL`]),
    ];
    return marks.length > 0 ? `(${marks.join(' OR ')})` : undefined;
  }

  /** A deleted post takes everything about it along, and a deleted comment the replies below it, as here. */
  #kept(model: ModelName): { with: string; where: string } {
    const gone = this.#gone();
    const not = (name: keyof typeof gone, field: string) =>
      gone[name] === undefined
        ? []
        : [`NOT EXISTS (SELECT FROM gone_${name} g WHERE g.id = t.${this.#column(model, field)})`];
    const own = this.#deleted(model, 't');
    const conditions: Record<ModelName, string[]> = {
      ...{ user: [], follow: [] },
      post: not('posts', 'id'),
      share: [...not('posts', 'post'), ...(own === undefined ? [] : [`NOT ${own}`])],
      comment: not('comments', 'id'),
      postlike: not('posts', 'post'),
      commentlike: not('comments', 'comment'),
    };
    const tables = Object.entries(gone).flatMap(([name, sql]) =>
      sql === undefined ? [] : [`gone_${name} AS (${sql})`],
    );
    const where = conditions[model].join(' AND ') || 'true';
    return { with: tables.length > 0 ? `WITH RECURSIVE ${tables.join(', ')}` : '', where };
  }

  /** The ids of deleted posts, and of comments that are deleted or go with something that is. */
  #gone(): { posts: string | undefined; comments: string | undefined } {
    const [post, comment] = [this.#deleted('post', 'p'), this.#deleted('comment', 'c')];
    const nameOf = (model: ModelName) => quoted(this.#match(model).table.name);
    const posts =
      post && `SELECT p.${this.#column('post', 'id')} AS id FROM ${nameOf('post')} p WHERE ${post}`;
    if (!this.#matches.comment || (!post && !comment)) return { posts, comments: undefined };
    const [id, parent, postId] = ['id', 'parent', 'post'].map((field) => this.#column('comment', field));
    const reasons = [
      ...(comment ? [comment] : []),
      ...(posts ? [`c.${postId} IN (SELECT id FROM gone_posts)`] : []),
    ];
    const first = `SELECT c.${id} AS id FROM ${nameOf('comment')} c WHERE ${reasons.join(' OR ')}`;
    const below = `SELECT c.${id} FROM gone_comments g JOIN ${nameOf('comment')} c ON c.${parent} = g.id`;
    return { posts, comments: parent === 'NULL' ? first : `${first} UNION ${below}` };
  }
}
