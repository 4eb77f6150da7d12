/** A username as it is stored and looked up, so that the same name is the same text whatever keyboard it came from. */
export const normalizeUsername = (typed: string): string => typed.normalize('NFKC').trim();
