/** The data of a response, or of one of its fields, as the JSON text that is sent. */
export class Rendered {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The data as values, for JSON.stringify and for callers that need them. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
