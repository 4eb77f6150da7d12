import type { CommonKind, Rows } from '@feed/store/import/rows';
import { createRandom, type Random } from '../synthetic/random.js';
import { makePeople, type Person } from './people.js';
import { writeCaption, writePost, writeReply } from './topics.js';

export type Network = { readonly [K in CommonKind]: Rows[K][] };

export interface SeedOptions {
  seed: number;
  users: number;
  /** The end of the activity, in milliseconds since 1970; everything happens in the weeks before. */
  until: number;
  demoPasswordHash: string;
}

interface Draft extends Network {
  random: Random;
  until: number;
  people: readonly Person[];
  /** The followers of each account. */
  followers: Map<Person, Person[]>;
}

const hourMs = 3_600_000;
const monthMs = 4 * 7 * 24 * hourMs;
/** About how many accounts a person follows, however large the community. */
const typicalFollows = 40;
const demoFollows = 12;

/** Invents accounts and their activity before `until`. The same options produce the same network. */
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
  const at = Math.floor(until - monthMs - random.next() * 40 * monthMs);
  const { username, firstName, lastName, bio } = person;
  users.push({
    ...{ line: users.length + 1, id: username, username, first_name: firstName, last_name: lastName },
    ...{ bio, avatar_url: null, password_hash: passwordHash, at },
  });
}

/** People follow many members of their communities, and sometimes a stranger. */
function chooseFollows(draft: Draft, person: Person): void {
  const { random, people } = draft;
  const known = people.filter((other) => related(person, other));
  const probability = Math.min(0.6, typicalFollows / Math.max(known.length, 1));
  for (const other of known) if (random.chance(probability)) follow(draft, person, other);
  if (random.chance(0.5)) follow(draft, person, random.pick(people));
  // A lively feed for the demo account.
  if (person === people[0])
    for (let n = 0; n < demoFollows; n += 1) follow(draft, person, random.pick(people));
}

const related = (person: Person, other: Person): boolean =>
  other.community === person.community || other.community === person.secondInterest;

function follow({ follows, followers, random, until }: Draft, person: Person, other: Person): void {
  const already = followers.get(other) ?? [];
  if (person === other || already.includes(person)) return;
  followers.set(other, [...already, person]);
  const at = Math.floor(until - random.next() * monthMs);
  follows.push({ line: follows.length + 1, follower_id: person.username, followee_id: other.username, at });
}

function writePosts(draft: Draft, person: Person): void {
  const { random, posts, until } = draft;
  for (let left = random.between(2, 10); left > 0; left -= 1) {
    const at = Math.floor(until - random.next() ** 1.5 * monthMs);
    const topic = person.secondInterest && random.chance(0.3) ? person.secondInterest : person.community;
    const id = `${posts.length + 1}`;
    const content = writePost(random, topic);
    posts.push({ line: posts.length + 1, id, author_id: person.username, shared_post_id: null, content, at });
    for (const reader of draft.followers.get(person) ?? []) react(draft, id, reader, at);
  }
}

/** Readers like a third of what they see, reply to some of it and share a little. */
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
