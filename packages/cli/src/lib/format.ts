/** Writes a whole number with a comma for each thousand. Adding 0 turns -0 into 0. */
export const formatCount = (value: number): string => (Math.round(value) + 0).toLocaleString('en-GB');
