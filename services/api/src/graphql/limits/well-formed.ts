import { Rejection } from '../../limits/rejection.js';
import { type DocumentNode, visit } from '../engine.js';

/** UTF-8 has no form for half of a surrogate pair, so it would be stored as U+FFFD. All arguments pass here. */
const malformed = (where: string): Rejection =>
  new Rejection('malformed', 'INVALID_INPUT', `${where} contains half of a surrogate pair.`);

/** @throws Rejection when a text in the document is not well-formed */
export function checkLiterals(document: DocumentNode): void {
  visit(document, {
    StringValue: ({ value }) => {
      if (!value.isWellFormed()) throw malformed('A text of the document');
    },
  });
}

/** @throws Rejection when a text in the variables is not well-formed */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  for (const name in variables) checkValue(variables[name], name);
}

function checkValue(value: unknown, variable: string): void {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string' && !next.isWellFormed()) throw malformed(`The variable $${variable}`);
    if (typeof next === 'object' && next !== null) pending.push(...(Object.values(next) as unknown[]));
  }
}
