import { readEnv } from '@feed/platform/env';
import { CodedError } from '@feed/platform/errors';
import type { Fault } from '@feed/store/import/faults';
import { openOutsideDatabase, type OutsideDatabase } from '@feed/store/import/outside-database';
import { kinds, type Kind, type Rows } from '@feed/store/import/rows';
import { readDjangoAccess } from '@feed/store/postgres/settings';
import { startProgress } from '../../../lib/progress.js';
import type { Terminal } from '../../../lib/terminal.js';
import { FieldReader } from '../field-reader.js';
import type { Place, Source } from '../source.js';
import { forEachKind, type Checked } from '../sources.js';
import { hintFor } from './hints.js';
import { readMap, type DjangoMap } from './map-file.js';
import type { ModelName } from './models.js';
import { AccountNotes } from './notes.js';
import { printedPlan, readPlan, type Plan } from './plan.js';
import { records, type Recording } from './records.js';
import { Selects, type OutsideRow } from './selects.js';
import { summaryOf } from './summary.js';

export interface DjangoOptions {
  /** The address of the Django database; without one it is that of DJANGO_DATABASE_URL. */
  url?: string;
  /** MODEL=TABLE */
  map: readonly string[];
  mapFile?: string;
  mediaUrl?: string;
}

/** The models whose rows become rows of a kind. */
const modelsOf: { readonly [K in Kind]: readonly ModelName[] } = {
  users: ['user'],
  follows: ['follow'],
  posts: ['post', 'share'],
  comments: ['comment'],
  likes: ['postlike'],
  comment_likes: ['commentlike'],
};

/**
 * Opens the database of a Django system and finds out which of its tables are which.
 * @throws ConfigError for its address, CodedError UNAVAILABLE when it cannot be reached, INVALID_INPUT when a table is not found
 */
export async function djangoSource(
  terminal: Terminal,
  options: DjangoOptions,
  checked: Checked,
): Promise<Source> {
  const map = readMap(options.map, options.mapFile);
  const access = readAccess(terminal.env, options.url);
  const database = await openOutsideDatabase({ ...access, name: 'the Django database' });
  try {
    const plan = await readPlan(database, map);
    return new DjangoTables({ terminal, database, plan, map, checked }, options.mediaUrl).source();
  } catch (error) {
    await database.close();
    throw error;
  }
}

const readAccess = (env: NodeJS.ProcessEnv, url: string | undefined) =>
  readEnv(url === undefined ? env : { ...env, DJANGO_DATABASE_URL: url }, readDjangoAccess);

interface Parts {
  terminal: Terminal;
  database: OutsideDatabase;
  plan: Plan;
  map: DjangoMap;
  checked: Checked;
}

class DjangoTables {
  readonly #parts: Parts;
  readonly #selects: Selects;
  readonly #recording: Recording;
  readonly #notes = new AccountNotes();
  /** The number of rows of each model that have been read. */
  readonly #read: Partial<Record<ModelName, number>> = {};

  constructor(parts: Parts, mediaUrl: string | undefined) {
    this.#parts = parts;
    const { map, plan } = parts;
    this.#selects = new Selects(plan.matches, map.timeZone);
    const served = mediaUrl === undefined ? {} : { mediaUrl: mediaUrl.replace(/\/*$/, '/') };
    this.#recording = { notes: this.#notes, usernames: map.usernames, ...served };
  }

  source(): Source {
    const { database, plan } = this.#parts;
    const present = kinds.filter((kind) => this.#modelsOf(kind).length > 0);
    return {
      rows: Object.fromEntries(present.map((kind) => [kind, () => this.#rowsOf(kind)])),
      files: forEachKind((kind) =>
        this.#modelsOf(kind)
          .map((model) => this.#table(model))
          .join(', '),
      ),
      release: () => database.close(),
      places: (faults) => this.#places(faults),
      hintFor,
      plan: printedPlan(plan),
      summary: () => summaryOf({ plan, read: this.#read, notes: this.#notes }),
    };
  }

  #modelsOf(kind: Kind): ModelName[] {
    return modelsOf[kind].filter((model) => this.#parts.plan.matches[model]);
  }

  #table(model: ModelName): string {
    return this.#parts.plan.matches[model]?.table.name ?? '';
  }

  async *#rowsOf<K extends Kind>(kind: K): AsyncGenerator<Rows[K]> {
    const { database, checked, plan, terminal } = this.#parts;
    const read = new FieldReader(kind, checked.faults, checked.now);
    if (kind === 'users') this.#notes.clear();
    for (const model of this.#modelsOf(kind)) {
      const progress = startProgress(terminal, this.#table(model), plan.rows[model] ?? 0);
      const record = records[model] as (...args: [object, FieldReader, Recording]) => Rows[K];
      const before = read.line;
      try {
        for await (const row of database.rows<OutsideRow<ModelName>>(this.#selects.rows(model))) {
          read.line += 1;
          progress.advance();
          yield record(row, read, this.#recording);
        }
      } finally {
        this.#read[model] = read.line - before;
        progress.end();
      }
    }
  }

  /** Finds the ids of rows that are known by their position. */
  async #places(faults: readonly Fault[]): Promise<ReadonlyMap<Fault, Place>> {
    const places = new Map<Fault, Place>();
    for (const model of kinds.flatMap((kind) => this.#modelsOf(kind))) {
      const own = faults
        .map((fault) => ({ fault, ...this.#position(fault) }))
        .filter((each) => each.model === model);
      if (own.length === 0) continue;
      const values = [own.map(({ position }) => position)];
      const found = await this.#parts.database.query<{ n: string; id: string }>(
        this.#selects.idsAt(model),
        values,
      );
      const ids = new Map(found.map(({ n, id }) => [Number(n), id]));
      for (const { fault, position } of own)
        places.set(fault, { file: this.#table(model), row: ids.get(position) ?? `row ${position}` });
    }
    return places;
  }

  /** The rows of a kind may be those of one model, followed by those of another. */
  #position({ kind, line }: Fault): { model: ModelName | undefined; position: number } {
    let position = line;
    for (const model of this.#modelsOf(kind)) {
      const count = this.#read[model] ?? 0;
      if (position <= count) return { model, position };
      position -= count;
    }
    throw new CodedError('INTERNAL', `there is no row ${line} of ${kind}`);
  }
}
