import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Their posts fill the timelines. */
const writers = 10;
const postsOfWriter = 90;
export const knownFollowers = 1_000;

const start = Date.UTC(2024, 0);
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

/**
 * Writes the CSV files of `followers` accounts that follow the same writers and the account "star"; the first 1,000 of them
 * also follow the account "known".
 */
export function writeNetwork(folder: string, followers: number): void {
  const authors = ['star', 'known', ...Array.from({ length: writers }, (_, nth) => `writer${nth}`)];
  const readers = Array.from({ length: followers }, (_, nth) => `reader${nth}`);
  const users = [...authors, ...readers].map((name) => `${name},${name},${name},,,${at(0)}`);
  const follows = readers.flatMap((reader, nth) =>
    authors
      .filter((author) => author !== 'known' || nth < knownFollowers)
      .map((author) => `${reader},${author},${at(60)}`),
  );
  const posts = Array.from({ length: writers * postsOfWriter }, (_, nth) => {
    const author = `writer${nth % writers}`;
    return `${nth},${author},Post ${nth} of those that fill the timelines.,${at(120 + nth)}`;
  });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, header: string, lines: readonly string[]) =>
    writeFileSync(join(folder, `${name}.csv`), `${[header, ...lines].join('\n')}\n`);
  write('users', 'id,username,display_name,bio,avatar_url,created_at', users);
  write('follows', 'follower_id,followee_id,created_at', follows);
  write('posts', 'id,author_id,body,created_at', posts);
}
