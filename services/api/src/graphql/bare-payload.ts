import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  TypeInfo,
  getNamedType,
  parse,
  visit,
  visitWithTypeInfo,
} from './engine.js';

const typeName = 'TokenPayload';

/**
 * Completes documents that select `payload` without subfields. In the original system the token payload was a scalar,
 * and its clients still select it that way.
 */
export function completeBarePayload(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const type = schema.getType(typeName);
  if (!type || !('getFields' in type)) return document;
  const parts = Object.keys(type.getFields()).join(' ');
  const info = new TypeInfo(schema);
  const enter = (field: FieldNode): FieldNode | undefined => {
    const selected = info.getType();
    const bare = !field.selectionSet && selected && getNamedType(selected) === type;
    return bare ? { ...field, selectionSet: selectionOf(parts) } : undefined;
  };
  return visit(document, visitWithTypeInfo(info, { Field: enter })) as DocumentNode;
}

function selectionOf(fields: string): NonNullable<FieldNode['selectionSet']> {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('the text of a selection has no operation');
  return operation.selectionSet;
}
