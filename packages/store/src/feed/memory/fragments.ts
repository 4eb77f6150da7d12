/** Texts for one object are rarely made for more than a few purposes; a caller who invents purposes gains nothing. */
const maxTexts = 4;

/**
 * Texts made from an object that never changes, such as its part of a response. They are kept as long as the object.
 * A key identifies the purpose of a text.
 */
export class Fragments {
  readonly #texts = new Map<object, string>();
  readonly #onBytes: (change: number) => void;

  /** @param onBytes called with the change of the bytes that the texts take */
  constructor(onBytes: (change: number) => void) {
    this.#onBytes = onBytes;
  }

  get(key: object): string | undefined {
    return this.#texts.get(key);
  }

  keep(key: object, text: string): void {
    const full = this.#texts.size >= maxTexts;
    const dropped = full ? [...this.#texts.values()].reduce((sum, { length }) => sum + length, 0) : 0;
    if (full) this.#texts.clear();
    this.#texts.set(key, text);
    this.#onBytes(text.length - dropped);
  }
}
