import type { Member } from './members.js';
import type { Site } from './site.js';
import type { DeclaredView } from './views.js';

/** Texts that pages tend to execute, to mirror or to be torn by. */
export const awkward = [
  '<script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">',
  'שלום לכולם, זה טקסט מימין לשמאל (123).',
  '👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 😀😀😀',
  'x'.repeat(500),
] as const;

export const awkwardNames = { firstName: '<b>שלום</b>', lastName: `😀${'n'.repeat(29)}` } as const;

/** The accounts and posts that the views show. */
export interface Gallery {
  /** Sees everything that is awkward. */
  readonly visitor: Member;
  readonly ownPost: string;
  /** Sees what is beautiful. */
  readonly model: Member;
  /** The path of a post with a conversation. */
  readonly scene: string;
  /** An address of the view, with things in it. @throws Error for a parameter that has no example */
  pathOf(view: DeclaredView): string;
}

export async function hang(site: Site): Promise<Gallery> {
  const awkwardOne = await site.member('awkward', awkwardNames);
  const visitor = await site.member('visitor');
  await visitor.follow(awkwardOne);
  const ownPost = await visitor.post('A post of the visitor', 'With a title');
  for (const text of awkward) {
    const postId = await awkwardOne.post(text, text.slice(0, 255));
    const comment = await awkwardOne.comment(ownPost, text);
    await visitor.comment(ownPost, text, comment);
    await share(visitor, postId, text);
  }
  const examples: Record<string, string> = {
    '/post/:id': `/post/${ownPost}`,
    '/user/:id': `/user/${awkwardOne.id}`,
  };
  return {
    ...{ visitor, ownPost },
    ...(await pose(site)),
    pathOf({ path, name }) {
      const found = path.includes(':') ? examples[path] : path;
      if (found === undefined)
        throw new Error(`test/support/gallery.ts needs an example of the view ${name}`);
      return found;
    },
  };
}

const share = (member: Member, postId: string, caption: string) =>
  member.request('mutation ($input: SharePostInput!) { sharePost(input: $input) { success } }', {
    input: { postId, caption },
  });

const like = (member: Member, postId: string) =>
  member.request('mutation ($id: ID!) { likePost(postId: $id) { success } }', { id: postId });

/** The scene of the pictures. */
async function pose(site: Site): Promise<Pick<Gallery, 'model' | 'scene'>> {
  const people: Member[] = [];
  for (const name of ['maya.okafor', 'jonas.lind', 'ines.moreau', 'tomasz.nowak'])
    people.push(await site.member(name));
  const [model, jonas, ines, tomasz] = people as [Member, Member, Member, Member];
  for (const other of [jonas, ines]) await model.follow(other);
  await ines.follow(tomasz);
  const bridge = await tomasz.post(
    'They closed it to cars on Sunday, and by noon there was a table on every metre of it.',
    'The old bridge had its first market',
  );
  await share(ines, bridge, 'My neighbours baked for two days.');
  await model.post('Day nine of the sourdough. It has a name now, and opinions.');
  const garden = await jonas.post(
    'A bed, a can and a chair are enough for the first year. Everything else is a hobby in itself.',
    'A garden on two square metres',
  );
  for (const member of [model, ines, tomasz]) await like(member, garden);
  for (const member of [model, jonas]) await like(member, bridge);
  const question = await ines.comment(garden, 'Which direction does yours face?');
  await jonas.comment(garden, 'North-east. Mint does not mind.', question);
  await model.comment(garden, 'The chair is the part that people forget.');
  return { model, scene: `/post/${garden}` };
}
