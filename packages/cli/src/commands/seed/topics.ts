import type { Random } from '../synthetic/random.js';

/** Phrases for the posts of the demo network. Every opening can be combined with every ending. */
export interface Topic {
  name: string;
  openings: readonly string[];
  endings: readonly string[];
}

export const topics: readonly Topic[] = [
  {
    name: 'gardening',
    openings: [
      'The tomatoes finally turned red',
      'Slugs ate the lettuce again',
      'Pruned the old apple tree',
      'First frost last night',
    ],
    endings: [
      'and I could not be happier.',
      '— any advice?',
      'so there will be soup. #garden',
      'just before the rain came.',
    ],
  },
  {
    name: 'cycling',
    openings: [
      'Rode out to the lake before work',
      'Flat tyre number three this month',
      'New gravel route along the canal',
      'Changed the chain myself',
    ],
    endings: [
      'and it was worth every minute.',
      '— who joins on Sunday?',
      'with a tailwind both ways, somehow. #bike',
      'and my legs know it.',
    ],
  },
  {
    name: 'cooking',
    openings: [
      'Sourdough, attempt eleven',
      'Found a bag of lentils from 2019',
      'Grandmother’s dumplings for twelve',
      'Roasted everything that was left in the fridge',
    ],
    endings: [
      '— still not like the bakery’s.',
      'and there were no complaints. #food',
      'with far too much garlic.',
      'so the neighbours got some, too.',
    ],
  },
  {
    name: 'code',
    openings: [
      'Deleted four hundred lines today',
      'The bug was in the test',
      'Read the manual after all',
      'Paired on the scary module',
    ],
    endings: [
      'and everything still passes.',
      '— what did you break this week?',
      'and it was documented all along. #code',
      'so the weekend is saved.',
    ],
  },
  {
    name: 'photography',
    openings: [
      'Fog over the harbour at six',
      'Developed the first roll of film',
      'Three hours for one heron',
      'Street lights on wet stones',
    ],
    endings: [
      'and the light held for a minute.',
      '— black and white or colour? #photo',
      'with the cheapest lens I own.',
      'and my fingers were frozen.',
    ],
  },
  {
    name: 'music',
    openings: [
      'Choir rehearsal in the old station',
      'Learning the cello at forty',
      'That concert last night',
      'Found my old tapes',
    ],
    endings: [
      'gave me goosebumps. #music',
      '— what should I hear next?',
      'and the cat has left the room.',
      'and I hum it all day.',
    ],
  },
  {
    name: 'books',
    openings: [
      'Two hundred pages in one night',
      'The second-hand shop had a first edition',
      'Gave up on the famous novel',
      'Our reading circle argued until midnight',
    ],
    endings: [
      'and I regret nothing. #books',
      '— does it get better?',
      'for the price of a coffee.',
      'about the very last sentence.',
    ],
  },
  {
    name: 'film',
    openings: [
      'Saw the restored print on a big screen',
      'Four hours without an interval',
      'The projector broke at the best moment',
      'Watched it again with subtitles',
    ],
    endings: [
      'and it is still perfect. #film',
      '— am I the only one who cried?',
      'so we told each other the ending.',
      'and found a new favourite scene.',
    ],
  },
];

const replies = [
  'Love this.',
  'Same here!',
  'Where was that?',
  'I needed to read this today.',
  'Ha, not again!',
  'Count me in.',
  'How did you manage that?',
  'Beautiful.',
  'Tell us more, please.',
  'I tried this last year and failed.',
  'Well done!',
  'Saving this for later.',
];
const captions = ['', '', 'This.', 'Worth a look.', 'So true.', 'For those who asked me.'];
const asides =
  `It took all weekend.|My sister had warned me.|Pictures will follow.|The dog was no help.|Third time lucky.
  |I blame the weather.|Ask me again tomorrow.|Thanks to all who lent a hand.|Nobody told me how long it takes.
  |Coffee first, though.|I wrote it all down for once.|The children laughed at me.|Next time with a plan.
  |It cost nothing but time.|There should be a list.|I would do it again.`
    .split('|')
    .map((text) => text.trim());
const starts = ['This morning:', 'Small victory:', 'News of the day:', '', '', '', ''];

export function writePost(random: Random, { openings, endings }: Topic): string {
  const aside = random.chance(0.6) ? random.pick(asides) : '';
  return [random.pick(starts), random.pick(openings), random.pick(endings), aside].filter(Boolean).join(' ');
}

export const writeReply = (random: Random): string => random.pick(replies);
export const writeCaption = (random: Random): string => random.pick(captions);
