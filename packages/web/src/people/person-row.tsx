import type { ComponentChildren } from 'preact';
import { Avatar, fullName, type Person } from '../ui/avatar.js';

export interface PersonRowProps {
  person: Person;
  /** The buttons for the account. */
  children?: ComponentChildren;
}

/** An account in a list. */
export const PersonRow = ({ person, children }: PersonRowProps) => (
  <li class="person card">
    <Avatar person={person} />
    <a class="person-link" href={`/user/${person.id}`}>
      <b class="name" dir="auto">
        {fullName(person)}
      </b>
      <bdi class="quiet">@{person.username}</bdi>
    </a>
    {children}
  </li>
);
