import { asSeenBy, type Seen } from '@feed/store/live/show';
import type { AppContext } from '../context.js';
import type { LiveEvent } from '../subscriptions/subscriber.js';
import type { Subject, SubscriptionField } from '../subscriptions/registry.js';
import { type RequestContext, requireViewer } from './request-context.js';

/** More than this many missed events are not sent one by one. */
export const maxMissed = 200;

/** Asks for the events that a viewer has missed since an id. */
export interface MissedBy {
  readonly viewerId: string;
  readonly since: string;
  readonly subject: Subject;
}

export interface SubscriptionOptions<
  Field extends SubscriptionField,
  Args,
  Event extends { eventId: string },
> {
  readonly field: Field;
  subjectOf(args: Args): Subject;
  /** The event for all accounts that see the same. */
  eventOf(seen: Seen): Event;
  /** Reads the events since an id, oldest first; undefined when there are more than `maxMissed`. */
  missed(app: AppContext, missed: MissedBy): Promise<readonly Event[] | undefined>;
}

type Root<Field extends string, Event> = Record<Field, Event>;

/** The `subscribe` function of a field of `Subscription`: login, visibility and resuming come with it. */
export function subscription<
  Field extends SubscriptionField,
  Args extends { after?: string | null | undefined },
  Event extends { eventId: string },
>({ field, subjectOf, eventOf, missed }: SubscriptionOptions<Field, Args, Event>) {
  const liveEvent = (event: Event): LiveEvent => ({ eventId: event.eventId, root: { [field]: event } });
  const made = new WeakMap<Seen, LiveEvent>();
  const eventFor = (seen: Seen): LiveEvent => {
    const event = made.get(seen) ?? liveEvent(eventOf(seen));
    made.set(seen, event);
    return event;
  };
  const subscribe = async (
    _parent: unknown,
    args: Args,
    context: RequestContext,
  ): Promise<AsyncIterable<Root<Field, Event>>> => {
    const { app } = context;
    const { userId: viewerId } = requireViewer(context);
    const subject = subjectOf(args);
    const read = async (since: string): Promise<LiveEvent[] | undefined> => {
      const events = await missed(app, { viewerId, since, subject });
      return events?.map(liveEvent);
    };
    const opened = await app.subscriptions.open({
      ...{ field, viewerId, subject, after: context.lastEventId ?? args.after, missed: read },
      eventOf: (shown) => eventFor(asSeenBy(shown, viewerId)),
    });
    // The executor of subscriptions takes the root value out of each event.
    return opened as unknown as AsyncIterable<Root<Field, Event>>;
  };
  return { subscribe };
}
