export interface Person {
  readonly id: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The name to show. */
export const fullName = ({ firstName, lastName, username }: Person): string =>
  `${firstName} ${lastName}`.trim() || username;

const hues = 360;
const initial = (text: string): string => [...text][0]?.toLocaleUpperCase() ?? '';

/** The initials of an account, on a colour of its own. */
export function Avatar({ person, size = 'medium' }: { person: Person; size?: 'small' | 'medium' | 'large' }) {
  const hue = [...person.username].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % hues, 7);
  const letters = initial(person.firstName) + initial(person.lastName) || initial(person.username);
  return (
    <span class={`avatar avatar-${size}`} style={{ '--hue': String(hue) }} aria-hidden="true">
      {letters}
    </span>
  );
}
