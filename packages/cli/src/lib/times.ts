const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000];

/** The offsets in use since 1970 are from -12:00 to +14:00. */
const [lowestOffset, highestOffset] = [-12 * 60, 14 * 60];

/**
 * Parses an ISO 8601 date or time, in UTC unless it has an offset. Digits beyond the millisecond are dropped. 24:00 is the
 * start of the next day, and a leap second (23:59:60 UTC at the end of June or December) the second after it, as in Postgres.
 * @returns milliseconds since 1970, or undefined when the text is not such a time
 */
export function parseTime(text: string): number | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', zone = 'Z'] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!isDay(new Date(midnight), Number(year), Number(month), Number(day))) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const ofDay = timeOfDay(Number(hour), Number(minute), Number(second), milliseconds);
  const offset = offsetMinutes(zone);
  if (ofDay === undefined || offset === undefined) return undefined;
  const time = midnight + ofDay - offset * minuteMs;
  return Number(second) === 60 && !isAfterLeapSecond(time) ? undefined : time;
}

/** @returns milliseconds since midnight */
function timeOfDay(hour: number, minute: number, second: number, milliseconds: number): number | undefined {
  const endOfDay = hour === 24 && minute + second + milliseconds === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 60) return undefined;
  return hour * hourMs + minute * minuteMs + second * secondMs + milliseconds;
}

/** `Date.UTC` turns 31 February into a day in March, and the year 50 into 1950. */
const isDay = (date: Date, year: number, month: number, day: number): boolean =>
  date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;

/** Whether `time` is in the first second of January or July, in UTC. */
function isAfterLeapSecond(time: number): boolean {
  const date = new Date(time);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return date.getUTCMonth() % 6 === 0 && time - start < secondMs;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(3).replace(':', ''));
  const size = Number(zone.slice(1, 3)) * 60 + minutes;
  const offset = zone.startsWith('-') ? -size : size;
  return minutes > 59 || offset < lowestOffset || offset > highestOffset ? undefined : offset;
}
