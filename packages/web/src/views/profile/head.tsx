import type { ComponentChildren } from 'preact';
import { Avatar, fullName } from '../../ui/avatar.js';
import type { ProfileQuery } from './documents.js';

export type ProfilePerson = NonNullable<ProfileQuery['userById']>;

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });

/** The name and description of the account. The children are the buttons for it. */
export const Head = ({ person, children }: { person: ProfilePerson; children: ComponentChildren }) => (
  <header class="card profile">
    <Avatar person={person} size="large" />
    <div class="profile-names">
      <h1 class="view-title" dir="auto" tabIndex={-1}>
        {fullName(person)}
      </h1>
      <p class="quiet">
        <bdi>@{person.username}</bdi> · since {month.format(new Date(person.createdAt))}
      </p>
    </div>
    {person.bio && (
      <p class="text profile-bio" dir="auto">
        {person.bio}
      </p>
    )}
    <div class="profile-actions">{children}</div>
  </header>
);
