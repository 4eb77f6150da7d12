const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
const step = 1000;
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

function bytes(amount: number): string {
  let rest = amount;
  let at = 0;
  for (; rest >= step && at < units.length - 1; at += 1) rest /= step;
  return `${number.format(rest)} ${units[at]!}`;
}

/** An amount of a budget, whose name says what is counted unless it is bytes. */
export const inUnit = (amount: number, unit: string): string =>
  unit === 'bytes' ? bytes(amount) : number.format(amount);

/** `DEAD` as `Dead`, `memory_bytes` as `Memory bytes`. */
export function inWords(name: string): string {
  const text = name.replace(/[_.-]/g, ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const sizes = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

export function duration(seconds: number): string {
  const [unit, size] = sizes.find(([, each]) => seconds >= each) ?? sizes[3];
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A moment of the past or the future, to the second. */
export function Moment({ at }: { at: string }) {
  const moment = new Date(at);
  const seconds = (moment.getTime() - Date.now()) / 1000;
  const [unit, size] = sizes.find(([, each]) => Math.abs(seconds) >= each) ?? sizes[3];
  return (
    <time dateTime={at} title={exact.format(moment)}>
      {relative.format(Math.round(seconds / size), unit)}
    </time>
  );
}
