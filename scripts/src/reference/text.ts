import type { TypeNode, ValueNode } from '@feed/api/graphql/engine';

/** A type as it is written in a schema: `[PostType!]!`. */
export function typeText(type: TypeNode): string {
  if (type.kind === 'NonNullType') return `${typeText(type.type)}!`;
  return type.kind === 'ListType' ? `[${typeText(type.type)}]` : type.name.value;
}

export function typeName(type: TypeNode): string {
  return type.kind === 'NamedType' ? type.name.value : typeName(type.type);
}

/** A default value as it is written in a schema. */
export function valueText(value: ValueNode): string {
  switch (value.kind) {
    case 'StringValue':
      return JSON.stringify(value.value);
    case 'ListValue':
      return `[${value.values.map(valueText).join(', ')}]`;
    case 'ObjectValue':
      return `{ ${value.fields.map(({ name, value: inner }) => `${name.value}: ${valueText(inner)}`).join(', ')} }`;
    case 'NullValue':
      return 'null';
    case 'Variable':
      return `$${value.name.value}`;
    case 'IntValue':
    case 'FloatValue':
    case 'BooleanValue':
    case 'EnumValue':
      return String(value.value);
  }
}
