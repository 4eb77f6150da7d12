export interface Listeners<T> {
  /** @returns how to remove it */
  add(listener: (value: T) => void): () => void;
  call(value: T): void;
}

export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    call: (value) => [...all].forEach((listener) => listener(value)),
  };
}
