/** A username as it is stored and looked for: whatever keyboard it came from, the same name is the same text. */
export const normalizeUsername = (typed: string): string => typed.normalize('NFKC').trim();
