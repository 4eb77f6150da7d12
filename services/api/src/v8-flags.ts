// This file depends on the internals of V8: flags that Node neither documents nor guarantees.
import { setFlagsFromString } from 'node:v8';

/**
 * V8 treats the objects of a busy server as long-lived and allocates them where only a full collection frees them. On
 * Node 20 that was half of every request's garbage and a seventh of the processor time; on Node 24 it makes no difference.
 *
 * On a machine with much memory V8 lets the heap grow to several times of what is in use before it collects. Feeds in memory
 * would make that hundreds of megabytes, which a host of 512 MB does not have. Requests leave little
 * behind for a full collection (see http/open-responses.ts), so such collections remain rare.
 */
export function tuneV8(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--heap-growing-percent=50');
}
