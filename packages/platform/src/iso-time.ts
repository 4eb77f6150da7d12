let second = NaN;
let prefix = '';

/** The time as Date.prototype.toISOString gives it; within a second only the milliseconds are formatted again. */
export function isoTime(time: number): string {
  const milliseconds = time % 1000;
  if (time - milliseconds !== second) {
    second = time - milliseconds;
    prefix = new Date(second).toISOString().slice(0, -4);
  }
  if (milliseconds >= 100) return `${prefix}${milliseconds}Z`;
  return `${prefix}${milliseconds >= 10 ? '0' : '00'}${milliseconds}Z`;
}
