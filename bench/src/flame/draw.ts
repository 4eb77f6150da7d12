import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { framesOf, type Profile } from './graph.js';
import { picture } from './picture.js';

/** Draws a profile, without its first part, such as the start of the process. @param from from 0 to 1 */
export function drawFlames(profile: string, target: string, from: number): void {
  const frames = framesOf(JSON.parse(readFileSync(profile, 'utf8')) as Profile, from);
  writeFileSync(target, picture(frames, basename(target, '.svg')));
}
