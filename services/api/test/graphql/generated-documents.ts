import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
} from '../../src/graphql/engine.js';

/** A document with one operation, and whether only its root fields have arguments. */
export interface Generated {
  text: string;
  /** Fragments that the selections refer to. */
  fragments: string[];
}

/** Valid arguments of a field as a document has them, or undefined when there are none to give. */
export type Arguments = (parent: string, field: string) => string | undefined;

const maxDepth = 6;

/**
 * Draws the selections of valid documents: aliases, repeated fields, fragments of both kinds, and `__typename`.
 * @param pick draws an integer from 0 to `below` - 1
 */
class Selections {
  readonly fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly args: Arguments,
    private readonly pick: (below: number) => number,
    private readonly only: ReadonlySet<string>,
  ) {}

  of(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) => this.usable(type, field, depth));
    const parts = Array.from({ length: 1 + this.pick(6) }, () => this.part(type, fields, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private usable(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): boolean {
    if (depth >= maxDepth && isObjectType(getNamedType(field.type))) return false;
    const needsMore = field.args.length > 0 || (field.resolve?.length ?? 0) > 1;
    if (this.only.size > 0 && needsMore && !this.only.has(`${type.name}.${field.name}`)) return false;
    const given = this.args(type.name, field.name);
    return (
      given !== undefined ||
      !field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
    );
  }

  private part(type: GraphQLObjectType, fields: GraphQLField<unknown, unknown>[], depth: number): string {
    const field = fields[this.pick(fields.length)];
    const kind = this.pick(12);
    if (kind === 0 || !field) return this.pick(2) === 0 ? '__typename' : 'kind_of: __typename';
    if (kind === 1 && depth < maxDepth) return `... on ${type.name} ${this.of(type, depth + 1)}`;
    if (kind === 2 && depth < maxDepth) {
      const name = `F${this.fragments.length}_${depth}`;
      const at = this.fragments.push('') - 1;
      this.fragments[at] = `fragment ${name} on ${type.name} ${this.of(type, depth + 1)}`;
      return `...${name}`;
    }
    return this.field(type, field, depth);
  }

  /** An alias is the same for the same field, so that selections with the same key can always be merged. */
  private field(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = this.pick(5) === 0 ? `${field.name}_again: ` : '';
    const given = this.args(type.name, field.name);
    const args = given === undefined ? '' : `(${given})`;
    const named = getNamedType(field.type);
    return `${alias}${field.name}${args} ${isObjectType(named) ? this.of(named, depth + 1) : ''}`;
  }
}

/** @param only the fields to use among those that need more than their parent; empty: all */
export const selections = (
  schema: GraphQLSchema,
  args: Arguments,
  only: readonly string[] = [],
): ((root: GraphQLObjectType) => fc.Arbitrary<Generated>) => {
  return (root) =>
    fc.infiniteStream(fc.nat(1_000_000)).map((stream) => {
      const pick = (below: number): number => Number(stream.next().value) % Math.max(1, below);
      const drawn = new Selections(schema, args, pick, new Set(only));
      return { text: drawn.of(root, 0), fragments: drawn.fragments };
    });
};
