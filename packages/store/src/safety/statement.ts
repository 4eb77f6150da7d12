/** Only models run statements here; these are the tables. */
export const subjects = ['blocks', 'mutes'] as const;
