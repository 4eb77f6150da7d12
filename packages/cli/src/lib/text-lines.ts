import { TextFault, textChunks } from './text-chunks.js';

/** A longer line is not one of a list, and must not fill the memory. */
const maxLineLength = 1024 * 1024;

const lineEnd = /\r\n|\n|\r/;

/**
 * Streams the lines of a file; LF, CRLF and CR each end one.
 * @throws TextFault when the file is not UTF-8 or a line is longer than 1 MiB
 */
export async function* textLines(file: string): AsyncGenerator<string> {
  let rest = '';
  let line = 1;
  for await (const chunk of textChunks(file)) {
    const text = rest + chunk.toString();
    // An LF may follow in the next part.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    const lines = text.slice(0, end).split(lineEnd);
    rest = (lines.pop() ?? '') + text.slice(end);
    yield* lines;
    line += lines.length;
    if (rest.length > maxLineLength) throw new TextFault(file, line, 'the line is longer than 1 MiB');
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}
