import type { Kind, Rows } from '@feed/store/import/rows';
import { createRandom, type Random } from '../synthetic/random.js';
import { makePeople, type Person } from './people.js';
import { writeCaption, writePost, writeReply } from './topics.js';

export type Network = { readonly [K in Kind]: Rows[K][] };

export interface SeedOptions {
  seed: number;
  users: number;
  /** Milliseconds since 1970: everything happened in the weeks before. */
  until: number;
  demoPasswordHash: string;
}

interface Draft extends Network {
  random: Random;
  until: number;
  people: readonly Person[];
  /** By account, who follows it. */
  followers: Map<Person, Person[]>;
}

const hourMs = 3_600_000;
const weeksMs = 4 * 7 * 24 * hourMs;
/** People keep up with about so many, however large the community. */
const circle = 40;
const demoFollows = 12;

/** Accounts, and what they did to each other; the same each time, counted back from `until`. */
export function seedNetwork({ seed, users, until, demoPasswordHash }: SeedOptions): Network {
  const random = createRandom(seed, 'seed');
  const people = makePeople(random, users);
  const empty: Network = { users: [], follows: [], posts: [], comments: [], likes: [] };
  const draft: Draft = { ...empty, random, until, people, followers: new Map() };
  people.forEach((person, at) => join(draft, person, at === 0 ? demoPasswordHash : null));
  for (const person of people) chooseFollows(draft, person);
  for (const person of people) writePosts(draft, person);
  const { users: rows, follows, posts, comments, likes } = draft;
  return { users: rows, follows, posts, comments, likes };
}

function join({ users, random, until }: Draft, person: Person, passwordHash: string | null): void {
  const at = Math.floor(until - weeksMs - random.next() * 40 * weeksMs);
  const { username, firstName, lastName, bio } = person;
  users.push({
    ...{ line: users.length + 1, id: username, username, first_name: firstName, last_name: lastName },
    ...{ bio, avatar_url: null, password_hash: passwordHash, at },
  });
}

/** Most of one's own community, fewer of the second one, and a stranger now and then. */
function chooseFollows(draft: Draft, person: Person): void {
  const { random, people } = draft;
  const known = people.filter((other) => related(person, other));
  const probability = Math.min(0.6, circle / Math.max(known.length, 1));
  for (const other of known) if (random.chance(probability)) follow(draft, person, other);
  if (random.chance(0.5)) follow(draft, person, random.pick(people));
  // Whoever tries the system as the demo account wants a feed in which something happens.
  if (person === people[0])
    for (let n = 0; n < demoFollows; n += 1) follow(draft, person, random.pick(people));
}

const related = (person: Person, other: Person): boolean =>
  other.community === person.community || other.community === person.aside;

function follow({ follows, followers, random, until }: Draft, person: Person, other: Person): void {
  const already = followers.get(other) ?? [];
  if (person === other || already.includes(person)) return;
  followers.set(other, [...already, person]);
  const at = Math.floor(until - random.next() * weeksMs);
  follows.push({ line: follows.length + 1, follower_id: person.username, followee_id: other.username, at });
}

function writePosts(draft: Draft, person: Person): void {
  const { random, posts, until } = draft;
  for (let left = random.between(2, 10); left > 0; left -= 1) {
    const at = Math.floor(until - random.next() ** 1.5 * weeksMs);
    const topic = person.aside && random.chance(0.3) ? person.aside : person.community;
    const id = `${posts.length + 1}`;
    const content = writePost(random, topic);
    posts.push({ line: posts.length + 1, id, author_id: person.username, shared_post_id: null, content, at });
    for (const reader of draft.followers.get(person) ?? []) react(draft, id, reader, at);
  }
}

/** Readers like a third of what they see, answer some of it and pass a little on. */
function react(draft: Draft, post: string, { username }: Person, posted: number): void {
  const { random, likes, comments, posts } = draft;
  const later = () => Math.min(draft.until, Math.floor(posted + (1 + random.next() ** 3 * 60) * hourMs));
  if (random.chance(0.33))
    likes.push({ line: likes.length + 1, user_id: username, post_id: post, at: later() });
  if (random.chance(0.07)) {
    const [line, content] = [comments.length + 1, writeReply(random)];
    comments.push({ line, id: `${line}`, post_id: post, author_id: username, content, at: later() });
  }
  if (!random.chance(0.015)) return;
  const line = posts.length + 1;
  const share = { shared_post_id: post, content: writeCaption(random) };
  posts.push({ line, id: `${line}`, author_id: username, ...share, at: later() });
}
