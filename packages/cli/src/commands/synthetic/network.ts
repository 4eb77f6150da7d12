import type { CommonKind } from '@feed/store/import/rows';
import { createRandom, type Random } from './random.js';
import { sentence } from './text.js';

export interface NetworkSize {
  seed: number;
  users: number;
  follows: number;
  posts: number;
  comments: number;
  likes: number;
  /** The end of the year in which everything happens, in milliseconds since 1970. */
  until: number;
}

export type CsvRow = readonly (string | number)[];

const yearMs = 365 * 86_400_000;
const celebrityShare = 0.6;
const likeSkew = 0.6;
/** A prime, so that its multiples reach every row before any row repeats. */
const stride = 7_368_787;
const iso = (time: number): string => new Date(Math.floor(time)).toISOString();

/** Generates the rows of each file one at a time. The same size and seed produce the same rows. */
export const networkRows: { readonly [K in CommonKind]: (size: NetworkSize) => Iterable<CsvRow> } = {
  users,
  follows,
  posts,
  comments,
  likes,
};

function* users({ seed, users: count, until }: NetworkSize): Generator<CsvRow> {
  const random = createRandom(seed, 'users');
  for (let id = 1; id <= count; id += 1) {
    const joined = until - yearMs - random.next() * yearMs;
    const bio = sentence(random, random.between(10, 90));
    yield [id, `person${id}`, `Person ${id}`, bio, `https://img.example/avatars/${id}.jpg`, iso(joined)];
  }
}

/** 60 % of all accounts follow account 1; the others have followers in proportion to 1 / rank^s. */
function* follows({ seed, users: count, follows: wanted, until }: NetworkSize): Generator<CsvRow> {
  const random = createRandom(seed, 'follows');
  const exponent = zipfExponent(count, wanted);
  for (let followee = 1; followee <= count; followee += 1) {
    const jump = geometric(random, celebrityShare * followee ** -exponent);
    for (let follower = jump(); follower <= count; follower += jump())
      if (follower !== followee) yield [follower, followee, iso(until - random.next() * yearMs)];
  }
}

/** Returns random distances between successes of this probability. */
function geometric(random: Random, probability: number): () => number {
  const log = Math.log(1 - probability);
  return () => 1 + Math.floor(Math.log(1 - random.next()) / log);
}

function zipfExponent(count: number, wanted: number): number {
  let [low, high] = [0, 3];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    let total = 0;
    for (let rank = 1; rank <= count; rank += 1) total += celebrityShare * count * rank ** -middle;
    if (total > wanted) low = middle;
    else high = middle;
  }
  return low;
}

/** The time of a post. Posts are spread evenly over the year, and their ids grow with time. */
const postTime = ({ posts: count, until }: NetworkSize, post: number): number =>
  until - yearMs + (post / (count + 1)) * yearMs;

function* posts(size: NetworkSize): Generator<CsvRow> {
  const random = createRandom(size.seed, 'posts');
  for (let id = 1; id <= size.posts; id += 1) {
    // A few accounts write a lot, most write little.
    const author = 1 + Math.floor(random.next() ** 2 * size.users);
    yield [id, author, sentence(random, random.between(15, 260)), iso(postTime(size, id))];
  }
}

function* comments(size: NetworkSize): Generator<CsvRow> {
  const random = createRandom(size.seed, 'comments');
  for (let id = 1; id <= size.comments; id += 1) {
    const post = 1 + ((Math.floor(random.next() ** 2 * size.posts) * stride) % size.posts);
    const author = 1 + random.below(size.users);
    const at = postTime(size, post);
    const time = at + random.next() ** 3 * (size.until - at);
    yield [id, post, author, sentence(random, random.between(5, 120)), iso(time)];
  }
}

/** The likes of a post come from accounts all over the network, each at most once. */
function* likes(size: NetworkSize): Generator<CsvRow> {
  const random = createRandom(size.seed, 'likes');
  let [pending, weights] = [0, 0];
  for (let rank = 1; rank <= size.posts; rank += 1) weights += rank ** -likeSkew;
  for (let post = 1; post <= size.posts; post += 1) {
    const rank = 1 + ((post * stride) % size.posts);
    pending += (size.likes * rank ** -likeSkew) / weights;
    const count = Math.min(size.users, Math.floor(pending));
    pending -= count;
    const [first, at] = [random.below(size.users), postTime(size, post)];
    for (let nth = 0; nth < count; nth += 1) {
      const user = 1 + ((first + nth * stride) % size.users);
      yield [user, post, iso(at + random.next() ** 3 * (size.until - at))];
    }
  }
}
