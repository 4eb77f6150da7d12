/**
 * A cached timeline is one string: a header, then ids of 8 bytes, newest first.
 *
 * | bytes | what                                                                        |
 * |-------|-----------------------------------------------------------------------------|
 * | 0     | `R` ready, or `B` being built: it collects what is pushed meanwhile         |
 * | 1–8   | nonce of the builder                                                        |
 * | 9–16  | epoch of the feed it was built in                                           |
 * | 17–24 | floor: every candidate at or above this id is in the list; 0 when all are   |
 */
const headerBytes = 25;
const idBytes = 8;

export interface TimelineSlice {
  epoch: string;
  floor: string;
  /** Newest first. */
  ids: string[];
}

/** A view reads and writes 64 bits at once; a Buffer does it in parts, which takes several times as long. */
const viewOf = ({ buffer, byteOffset, byteLength }: Buffer) => new DataView(buffer, byteOffset, byteLength);

export function packId(id: string): Buffer {
  return packIds([id]);
}

export function packIds(ids: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * idBytes);
  const view = viewOf(bytes);
  ids.forEach((id, index) => view.setBigInt64(index * idBytes, BigInt(id)));
  return bytes;
}

/** Reads a header and the ids behind it. */
export function unpackSlice(bytes: Buffer): TimelineSlice {
  const view = viewOf(bytes);
  const idAt = (offset: number) => view.getBigInt64(offset).toString();
  const ids: string[] = [];
  for (let offset = headerBytes; offset < bytes.length; offset += idBytes) ids.push(idAt(offset));
  return { epoch: idAt(9), floor: idAt(17), ids };
}
