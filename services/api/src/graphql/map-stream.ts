export type Stream<T> = AsyncGenerator<T, undefined, undefined>;

export interface StreamMap<From, To> {
  map(item: From): To | Promise<To>;
  /** The last item of a stream that has failed. Default: the stream fails, too. @throws what it cannot express */
  mapError?(error: unknown): To;
  /** Called once, when the stream has ended or is left. */
  onEnd?(): void;
}

/** A stream of other items. It is no generator function, because one cannot be left while it waits for the next item. */
export function mapStream<From, To>(source: Stream<From>, options: StreamMap<From, To>): Stream<To> {
  const { map, mapError, onEnd } = options;
  const end = { done: true, value: undefined } as const;
  let ended = false;
  const finish = (): typeof end => {
    if (!ended) onEnd?.();
    ended = true;
    return end;
  };
  const leave = async (): Promise<typeof end> => {
    finish();
    await source.return(undefined);
    return end;
  };
  return {
    async next() {
      if (ended) return end;
      try {
        const item = await source.next();
        if (item.done) return finish();
        const mapped = map(item.value);
        return { done: false, value: mapped instanceof Promise ? await mapped : mapped };
      } catch (error) {
        finish();
        if (!mapError) throw error;
        return { done: false, value: mapError(error) };
      }
    },
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** A stream that hands its items to a function, and has nothing but an end. */
export function handled<T>(source: Stream<T>, handle: (item: T) => void): Stream<never> {
  const end = { done: true, value: undefined } as const;
  const leave = async (): Promise<typeof end> => {
    await source.return(undefined);
    return end;
  };
  return {
    async next() {
      for await (const item of source) handle(item);
      return end;
    },
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
