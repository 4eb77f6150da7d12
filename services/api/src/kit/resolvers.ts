import type { Unread } from '@feed/store/postgres/long-columns';
import type { ReadOnDemand } from './shown.js';
import type { Resolvers as SchemaResolvers, ResolversParentTypes } from './schema-types.js';

/** The resolvers of a feature: some fields of some object types. */
export type Resolvers = Omit<SchemaResolvers, 'DateTime' | 'JSON' | 'Upload'>;

type TypeName = keyof Resolvers & keyof ResolversParentTypes;
type Fields<T extends TypeName> = Required<NonNullable<Resolvers[T]>>;
type Result<Field> = Field extends (...args: never) => infer R ? Awaited<R> : never;

/** The values that a property may have besides the result of its field. A column is read whenever one of these fields is selected. */
type Missing<T extends TypeName, K> = K extends string
  ? `${T}.${K}` extends ReadOnDemand
    ? undefined | Unread
    : undefined
  : undefined;

/** The fields of a type that its parent does not have as a property of the right type. */
type Unresolved<T extends TypeName> = {
  [K in keyof Fields<T>]: K extends keyof ResolversParentTypes[T]
    ? Exclude<ResolversParentTypes[T][K], Missing<T, K>> extends Result<Fields<T>[K]>
      ? never
      : K
    : K;
}[keyof Fields<T>];

/** The type that the resolvers of all features together must have. */
export type CompleteResolvers = {
  [T in TypeName as [Unresolved<T>] extends [never] ? never : T]: Pick<Fields<T>, Unresolved<T>>;
};

type Intersection<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

/** The resolvers of all `parts`. @throws Error when two of them resolve the same field */
export function mergeResolvers<Part extends object>(parts: readonly Part[]): Intersection<Part> {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [type, fields] of parts.flatMap((part) => Object.entries(part) as [string, object][])) {
    const known = (merged[type] ??= {});
    const twice = Object.keys(fields).find((field) => field in known);
    if (twice !== undefined) throw new Error(`two features resolve ${type}.${twice}`);
    Object.assign(known, fields);
  }
  return merged as Intersection<Part>;
}
