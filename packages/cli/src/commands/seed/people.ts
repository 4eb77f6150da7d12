import type { Random } from '../synthetic/random.js';
import { topics, type Topic } from './topics.js';

export interface Person {
  username: string;
  firstName: string;
  lastName: string;
  bio: string;
  /** Where most of a person's friends come from, and what most of the posts are about. */
  community: Topic;
  /** A second interest that some have. */
  aside: Topic | undefined;
}

const firstNames =
  `Ada Ben Chiara Dmitri Elif Femi Greta Hiro Ines Jonas Kofi Lena Mateo Nadia Omar Priya Quinn Rosa
  Sven Tara Umar Vera Wei Ximena Yusuf Zoe Anouk Bruno Clara Diego Emma Farid Gloria Henrik Imani Jamal Karin Luca
  Maya Nils Olga Pablo Ruth Samir Tilda Uwe Violet Walid`.split(/\s+/);
const lastNames =
  `Abara Berg Costa Demir Eriksen Fischer Garcia Haddad Ivanova Jansen Kimura Lopez Meyer Nguyen Okafor
  Petrov Quist Rossi Silva Tanaka Ueda Vogel Weber Xu Yilmaz Zhang Almeida Brandt Chen Dubois Endo Ferrari Gupta
  Holm Iqbal Jensen Kaya Lindgren Moreau Nowak Olsen Park`.split(/\s+/);
const jobs =
  `nurse teacher carpenter student developer baker architect gardener translator doctor librarian engineer
  cook journalist bus-driver electrician biologist potter`.split(/\s+/);
const cities =
  `Lisbon Hamburg Lagos Osaka Lyon Oslo Izmir Bogotá Turin Ghent Cork Graz Porto Leeds Tartu`.split(' ');

export const demo = { username: 'demo', firstName: 'Dana', lastName: 'Demo' } as const;

/** The demo account and `count - 1` others, of whom no two have the same username. */
export function makePeople(random: Random, count: number): Person[] {
  // A community of the size of a school class, as long as there are topics.
  const circles = topics.slice(0, Math.max(2, Math.min(topics.length, Math.round(count / 15))));
  const taken = new Set<string>([demo.username]);
  const people: Person[] = [{ ...makePerson(random, circles, taken), ...demo }];
  while (people.length < count) people.push(makePerson(random, circles, taken));
  return people;
}

function makePerson(random: Random, circles: readonly Topic[], taken: Set<string>): Person {
  const [firstName, lastName] = [random.pick(firstNames), random.pick(lastNames)];
  const community = random.pick(circles);
  const aside = random.chance(0.3) ? random.pick(circles) : undefined;
  const username = freeName(`${firstName}.${lastName}`.toLowerCase(), taken);
  const interests = [community, ...(aside && aside !== community ? [aside] : [])].map(({ name }) => name);
  const bio = `${capital(random.pick(jobs))} in ${random.pick(cities)}. Mostly ${interests.join(' and ')}.`;
  return { username, firstName, lastName, bio, community, aside };
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let nth = 2; taken.has(free); nth += 1) free = `${name}${nth}`;
  taken.add(free);
  return free;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
