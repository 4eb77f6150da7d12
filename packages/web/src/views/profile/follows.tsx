import { PeopleList } from '../../people/people-list.js';
import { Empty } from '../../ui/states.js';
import { Followers as FollowersQuery, Following as FollowingQuery } from './documents.js';

/** The accounts that follow the account. */
export const Followers = ({ id }: { id: string }) => (
  <PeopleList
    label="Followers"
    query={FollowersQuery}
    variables={{ id }}
    connectionOf={(data) => data.userById?.followersConnection}
    empty={<Empty icon="user" title="No followers yet" />}
  />
);

/** The accounts that the account follows. */
export const Following = ({ id }: { id: string }) => (
  <PeopleList
    label="Following"
    query={FollowingQuery}
    variables={{ id }}
    connectionOf={(data) => data.userById?.followingConnection}
    empty={
      <Empty icon="user" title="Not following any account yet">
        <a href="/search">Find accounts</a>
      </Empty>
    }
  />
);
