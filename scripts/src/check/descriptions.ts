interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

interface DescribedType extends Described {
  getFields?(): Record<string, Described>;
}

/** The part of graphql's schema class that is used here. */
export interface DescribedSchema {
  getTypeMap(): Record<string, DescribedType>;
}

const roots = new Set(['Query', 'Mutation', 'Subscription']);
/** Introspection, the built-in scalars, and payloads and inputs, which their mutation describes. */
const explained = /^(__.*|String|Int|Float|Boolean|ID|\w+Payload|\w+Input)$/;

const lacksDescription = ({ description }: Described): boolean => (description ?? '').trim() === '';

/** Types and operations without a description, as `Type` or `Query.field`. */
export function undescribed(schema: DescribedSchema): string[] {
  const types = Object.values(schema.getTypeMap());
  const operations = types
    .filter(({ name }) => roots.has(name))
    .flatMap((type) => Object.values(type.getFields?.() ?? {}).map((field) => ({ type, field })));
  return [
    ...types.filter((type) => !explained.test(type.name) && lacksDescription(type)).map(({ name }) => name),
    ...operations
      .filter(({ field }) => lacksDescription(field))
      .map(({ type, field }) => `${type.name}.${field.name}`),
  ];
}
