import { addressKey } from './address-key.js';

/** The parts of a request that limits are counted by. */
export interface Caller {
  readonly viewer: { readonly userId: string } | null;
  readonly address: string;
}

/** The key of the account, or of the address of a caller without one. */
export const callerKey = ({ viewer, address }: Caller): string => viewer?.userId ?? addressKey(address);
