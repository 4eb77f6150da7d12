interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

interface DescribedField extends Described {
  readonly args?: readonly Described[];
}

interface DescribedType extends Described {
  getFields?(): Record<string, DescribedField>;
  getValues?(): readonly Described[];
}

/** The part of graphql's schema class that this file uses. */
export interface DescribedSchema {
  getTypeMap(): Record<string, DescribedType>;
}

/** Introspection, and the scalars of the language. */
const builtIn = /^(__.*|String|Int|Float|Boolean|ID)$/;

const named = (name: string, { description }: Described) => ({ name, description });

function partsOf(type: DescribedType): Described[] {
  const fields = Object.values(type.getFields?.() ?? {});
  return [
    type,
    ...(type.getValues?.() ?? []).map((value) => named(`${type.name}.${value.name}`, value)),
    ...fields.flatMap((field) => [
      named(`${type.name}.${field.name}`, field),
      ...(field.args ?? []).map((arg) => named(`${type.name}.${field.name}(${arg.name})`, arg)),
    ]),
  ];
}

/** Types, fields, arguments and enum values without a description, as `Type`, `Type.part` or `Type.field(argument)`. */
export function undescribed(schema: DescribedSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !builtIn.test(name))
    .flatMap(partsOf)
    .filter(({ description }) => (description ?? '').trim() === '')
    .map(({ name }) => name);
}
