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

export function packId(id: string): Buffer {
  const bytes = Buffer.allocUnsafe(idBytes);
  bytes.writeBigInt64BE(BigInt(id));
  return bytes;
}

export function packIds(ids: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * idBytes);
  ids.forEach((id, index) => bytes.writeBigInt64BE(BigInt(id), index * idBytes));
  return bytes;
}

const idAt = (bytes: Buffer, offset: number) => bytes.readBigInt64BE(offset).toString();

/** Reads a header and the ids behind it. */
export function unpackSlice(bytes: Buffer): TimelineSlice {
  const ids: string[] = [];
  for (let offset = headerBytes; offset < bytes.length; offset += idBytes) ids.push(idAt(bytes, offset));
  return { epoch: idAt(bytes, 9), floor: idAt(bytes, 17), ids };
}
