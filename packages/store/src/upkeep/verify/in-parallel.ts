/** Works on the items, `width` at a time. Rejects with the first failure, once nothing is in progress. */
export async function inParallel<T>(
  items: AsyncIterable<T> | Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const shared = iterate(items);
  const lane = async () => {
    for await (const item of shared) await work(item);
  };
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane));
  const failure = lanes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

/** A generator that all lanes share: when one fails, it ends for the others as well. */
async function* iterate<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
