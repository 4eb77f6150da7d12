/** Writes a whole number with a comma for each thousand. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString('en-GB');
