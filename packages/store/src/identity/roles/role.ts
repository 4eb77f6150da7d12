/** The roles of accounts, the least first. A role includes those before it. */
export const roles = ['USER', 'MODERATOR', 'ADMIN'] as const;
export type Role = (typeof roles)[number];

export const includesRole = (has: Role, wanted: Role): boolean => roles.indexOf(has) >= roles.indexOf(wanted);
