import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  ValidationContext,
  getVariableValues,
  isNonNullType,
} from './engine.js';
import { planPlainVariables } from './plain-values.js';

type Values = Readonly<Record<string, unknown>>;

export type Coerced = { errors: readonly GraphQLError[] } | { errors?: undefined; values: Values };

/**
 * Coerces the variables of a request. Coercing the result again gives the same result.
 * @param hideHints whether errors must not suggest names of the schema
 */
export type CoerceVariables = (given: Values, hideHints: boolean) => Coerced;

const maxErrors = 10;
const none: Coerced = { values: {} };

/**
 * Plans the coercion of an operation's variables. graphql and compiled code coerce variables differently, so it is done
 * before either runs the operation, and the same request always gets the same response.
 */
export function planVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CoerceVariables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return () => none;
  const required = requiredWhereUsed(schema, document, operation);
  const plain = planPlainVariables(definitions);
  return (given, hideHints) => {
    const values = plain?.(given);
    if (values) return { values };
    const { errors, coerced } = getVariableValues(schema, definitions, given, {
      maxErrors,
      hideSuggestions: hideHints,
    });
    if (errors) return { errors };
    const missing = required.find((name) => coerced[name] === null);
    return missing === undefined ? { values: coerced } : { errors: [nullError(missing)] };
  };
}

const nullError = (name: string): GraphQLError =>
  new GraphQLError(`Variable "$${name}" must not be null, because of where it is used.`);

/** The variables that are used where null is not allowed. The type of those with a default value may allow it. */
function requiredWhereUsed(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string[] {
  const context = new ValidationContext(schema, document, new TypeInfo(schema), () => undefined);
  return [operation, ...context.getRecursivelyReferencedFragments(operation)]
    .flatMap((part) => context.getVariableUsages(part))
    .filter(({ type }) => isNonNullType(type))
    .map(({ node }) => node.name.value);
}
