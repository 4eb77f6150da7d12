const variable = 'TEST_SLOWNESS';

/** A run that was not measured, such as one from an editor, may be on a busy machine. */
const unmeasured = 2;

/** How many times longer things take on this machine now than on an idle one; at least 1. */
const slowness = (): number => Number(process.env[variable] ?? unmeasured);

/** Tells this process and its children how slow the machine is. */
export function setSlowness(value: number): void {
  process.env[variable] = `${value}`;
}

/** Converts a time that is enough on an idle machine into one that is enough on this machine now, in milliseconds. */
export const patience = (ms: number): number => Math.round(ms * slowness());
