import type { AnyVariables, TypedDocumentNode } from '@urql/core';

/** The text of an operation, which urql parses when it is used, with the types of its data and variables. */
export const typed = <Data, Variables extends AnyVariables>(text: string) =>
  text as unknown as TypedDocumentNode<Data, Variables>;
