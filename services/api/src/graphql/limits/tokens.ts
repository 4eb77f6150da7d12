import { Rejection } from '../../limits/rejection.js';
import { Lexer, type Source, TokenKind } from '../engine.js';

const maxTokens = 1000;

/**
 * Counts tokens before anything is built from them.
 * @throws Rejection above the limit, GraphQLError for a lexical error
 */
export function checkTokens(source: Source): void {
  const lexer = new Lexer(source);
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) {
    count += 1;
    if (count > maxTokens) {
      throw new Rejection('tokens', 'QUERY_TOO_COMPLEX', `The document has more than ${maxTokens} tokens.`);
    }
  }
}
