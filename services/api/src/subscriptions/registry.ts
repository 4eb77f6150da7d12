import type { Happening, HappeningKind } from '@feed/store/live/happening';
import type { Audience, Shown } from '@feed/store/live/show';
import type { LiveEvent, Subscriber } from './subscriber.js';

/** The subscriptions of the schema, which label metrics. */
export const subscriptionFields = [
  ...(['postCreated', 'postLiked', 'commentCreated', 'postInteractions'] as const),
  'homeFeedUpdated',
] as const;
export type SubscriptionField = (typeof subscriptionFields)[number];

/** The events that a subscription is about. */
export type Subject =
  /** New posts of one account, or of all. */
  | { readonly of: 'posts'; readonly authorId: string | undefined }
  | { readonly of: 'post'; readonly postId: string; readonly kinds: readonly HappeningKind[] }
  | { readonly of: 'home' };

/** One subscription of one account. */
export interface Subscription {
  readonly field: SubscriptionField;
  readonly viewerId: string;
  readonly subject: Subject;
  readonly subscriber: Subscriber;
  /** The event as the viewer, who may see it, gets it. Viewers to whom it is the same share the object. */
  eventOf(shown: Shown): LiveEvent;
  /** Reads the events since an id, oldest first; undefined when there are too many. */
  missed(since: string): Promise<readonly LiveEvent[] | undefined>;
}

/** A subscription that an event concerns, and whether its account may know of the event. */
export interface Concerned {
  readonly subscription: Subscription;
  readonly told: boolean;
}

/** All subscriptions of the process, by what they are about. */
export class Registry {
  readonly all = new Set<Subscription>();
  readonly #groups = new Map<string, Set<Subscription>>();

  add(subscription: Subscription): void {
    this.all.add(subscription);
    const key = keyOf(subscription.subject);
    const group = this.#groups.get(key) ?? new Set();
    this.#groups.set(key, group.add(subscription));
  }

  delete(subscription: Subscription): void {
    this.all.delete(subscription);
    const key = keyOf(subscription.subject);
    const group = this.#groups.get(key);
    group?.delete(subscription);
    if (group?.size === 0) this.#groups.delete(key);
  }

  /** Those that watch the post. */
  watching(postId: string): readonly Subscription[] {
    return [...(this.#groups.get(`post ${postId}`) ?? [])];
  }

  /** The accounts that an event concerns, or undefined when it concerns none. */
  audienceOf(happening: Happening): Audience | undefined {
    const audience = {
      watching: accountsOf(this.#watching(happening)),
      following: accountsOf(this.#following(happening)),
      home: accountsOf(this.#home(happening)),
    };
    const { watching, following, home } = audience;
    return watching.size + following.size + home.size > 0 ? audience : undefined;
  }

  /** The subscriptions that an event concerns, whose audience has been decided. */
  *concerned({ happening, audience }: Shown): Iterable<Concerned> {
    const parts = [
      { accounts: audience.watching, subscriptions: this.#watching(happening) },
      { accounts: audience.following, subscriptions: this.#following(happening) },
      { accounts: audience.home, subscriptions: this.#home(happening) },
    ];
    for (const { accounts, subscriptions } of parts)
      for (const subscription of subscriptions)
        yield { subscription, told: accounts.has(subscription.viewerId) };
  }

  #watching({ kind, postId }: Happening): Subscription[] {
    return this.watching(postId).filter(
      ({ subject }) => subject.of === 'post' && subject.kinds.includes(kind),
    );
  }

  #following({ kind, actorId }: Happening): Subscription[] {
    if (kind !== 'POST') return [];
    return [...(this.#groups.get('posts') ?? []), ...(this.#groups.get(`posts ${actorId}`) ?? [])];
  }

  #home({ kind }: Happening): Subscription[] {
    return kind === 'POST' || kind === 'SHARE' ? [...(this.#groups.get('home') ?? [])] : [];
  }
}

const accountsOf = (subscriptions: readonly Subscription[]): ReadonlySet<string> =>
  new Set(subscriptions.map(({ viewerId }) => viewerId));

function keyOf(subject: Subject): string {
  if (subject.of === 'post') return `post ${subject.postId}`;
  if (subject.of === 'home') return 'home';
  return subject.authorId === undefined ? 'posts' : `posts ${subject.authorId}`;
}
