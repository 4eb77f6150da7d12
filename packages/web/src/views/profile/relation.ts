import type { Client, TypedDocumentNode } from '@urql/core';
import { useClient } from '@urql/preact';
import { useEffect, useState } from 'preact/hooks';
import {
  BlockedUsers,
  Followees,
  MutedUsers,
  type FolloweesQueryVariables,
  type PeoplePageFragment,
} from '../../people/documents.js';

/** A list of the user's own, in which another account is or is not. */
export interface OwnList {
  contains(client: Client, id: string): Promise<boolean | undefined>;
}

const first = 100;

/** The api does not say of an account whether it is in a list, so the pages are read until it is found. */
const ownList = <Data>(
  query: TypedDocumentNode<Data, FolloweesQueryVariables>,
  connectionOf: (data: Data) => PeoplePageFragment | null | undefined,
): OwnList => ({
  async contains(client, id) {
    for (let after: string | null = null; ;) {
      const { data } = await client
        .query(query, { first, after }, { requestPolicy: 'network-only' })
        .toPromise();
      const page: PeoplePageFragment | null | undefined = data && connectionOf(data);
      if (!page) return undefined;
      if (page.edges.some(({ node }) => node.id === id)) return true;
      if (!page.pageInfo.hasNextPage) return false;
      after = page.pageInfo.endCursor;
    }
  },
});

export const followed = ownList(Followees, ({ me }) => me?.followingConnection);
export const muted = ownList(MutedUsers, ({ mutedUsers }) => mutedUsers);
export const blocked = ownList(BlockedUsers, ({ blockedUsers }) => blockedUsers);

/** Whether an account is in a list; undefined until that is known. */
export function useMembership(
  list: OwnList,
  id: string,
): readonly [boolean | undefined, (next: boolean) => void] {
  const client = useClient();
  const [member, setMember] = useState<boolean | undefined>();
  useEffect(() => {
    let shown = true;
    void list.contains(client, id).then((found) => shown && setMember((known) => known ?? found));
    return () => void (shown = false);
  }, [client, list, id]);
  return [member, setMember];
}
