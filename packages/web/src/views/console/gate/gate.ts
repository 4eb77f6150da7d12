import { useQuery } from '@urql/preact';
import { useEffect, useState } from 'preact/hooks';
import { requests, type SentRequest } from '../../../live/requests.js';
import { readSettings } from '../../../live/settings.js';
import { useStore } from '../../../ui/store.js';
import { OwnRole } from './documents.js';

export const consoleIsOn = async (): Promise<boolean> => (await readSettings()).console;

const isAnswered = ({ status }: SentRequest): boolean => status !== undefined;

/**
 * Whether the account is an administrator of a system with a console. It is asked after the first response, so that the
 * first view does not wait for it.
 */
export function useMayOperate(): boolean {
  const [asked, setAsked] = useState(false);
  const [on, setOn] = useState(false);
  const answered = useStore(requests).some(isAnswered);
  useEffect(() => setAsked(asked || answered), [answered]);
  const [{ data }] = useQuery({ query: OwnRole, variables: {}, pause: !asked });
  const isAdmin = data?.me?.role === 'ADMIN';
  useEffect(() => {
    if (isAdmin) void consoleIsOn().then(setOn);
  }, [isAdmin]);
  return isAdmin && on;
}
