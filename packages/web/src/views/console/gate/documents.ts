// Written by "npm run schema" from documents.graphql beside it. Do not edit.
import { typed } from '../../../live/typed.js';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Role = 'USER' | 'MODERATOR' | 'ADMIN';

export type OwnRoleQueryVariables = Exact<{ [key: string]: never }>;

export type OwnRoleQuery = { me: { id: string; role: Role | null } | null };

export const OwnRole = typed<OwnRoleQuery, OwnRoleQueryVariables>(`query OwnRole { me { id role } }`);
