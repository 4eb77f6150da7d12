// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../live/typed.js';
import { authorText } from '../../posts/documents.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type SearchUsersQueryVariables = Exact<{
  text: string;
}>;

export type SearchUsersQuery = {
  searchUsers: Array<{ id: string; username: string; firstName: string; lastName: string }>;
};

export const SearchUsers = typed<SearchUsersQuery, SearchUsersQueryVariables>(
  `query SearchUsers($text: String!) { searchUsers(query: $text) { ...Author } } ${authorText}`,
);
