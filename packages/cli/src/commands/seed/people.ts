import type { Random } from '../synthetic/random.js';
import { topics, type Topic } from './topics.js';

export interface Person {
  username: string;
  firstName: string;
  lastName: string;
  bio: string;
  /** The source of most of a person's follows and the topic of most of the posts. */
  community: Topic;
  /** Only some people have one. */
  secondInterest: Topic | undefined;
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

/** The demo account and `count - 1` others, with unique usernames. */
export function makePeople(random: Random, count: number): Person[] {
  // Communities of about 15 people, as long as there are topics.
  const communities = topics.slice(0, Math.max(2, Math.min(topics.length, Math.round(count / 15))));
  const taken = new Set<string>([demo.username]);
  const people: Person[] = [{ ...makePerson(random, communities, taken), ...demo }];
  while (people.length < count) people.push(makePerson(random, communities, taken));
  return people;
}

function makePerson(random: Random, communities: readonly Topic[], taken: Set<string>): Person {
  const [firstName, lastName] = [random.pick(firstNames), random.pick(lastNames)];
  const community = random.pick(communities);
  const secondInterest = random.chance(0.3) ? random.pick(communities) : undefined;
  const username = uniqueName(`${firstName}.${lastName}`.toLowerCase(), taken);
  const interests = [
    community,
    ...(secondInterest && secondInterest !== community ? [secondInterest] : []),
  ].map(({ name }) => name);
  const bio = `${capitalised(random.pick(jobs))} in ${random.pick(cities)}. Mostly ${interests.join(' and ')}.`;
  return { username, firstName, lastName, bio, community, secondInterest };
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let nth = 2; taken.has(unique); nth += 1) unique = `${name}${nth}`;
  taken.add(unique);
  return unique;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
