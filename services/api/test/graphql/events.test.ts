import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Happening } from '@feed/store/live/happening';
import { type Shown, showHappenings } from '@feed/store/live/show';
import { patience } from '@feed/testkit/patience';
import { admit } from '../../src/auth/admit.js';
import { compileEvent } from '../../src/graphql/answers/event.js';
import {
  execute,
  getNamedType,
  getOperationAST,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from '../../src/graphql/engine.js';
import type { RequestContext } from '../../src/kit/request-context.js';
import type { LiveEvent } from '../../src/subscriptions/subscriber.js';
import type { OpenRequest } from '../../src/subscriptions/subscriptions.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { crowd, type Someone } from '../support/people.js';
import { selections } from './generated-documents.js';

const strange = 'quotes " \\ and \u2028 \u{1f600} </script>\r\n\t';

describe('the text of an event', () => {
  let app: TestApp, author: Someone, liker: Someone, other: Someone;
  let shown: readonly Shown[];
  const events = new Map<string, LiveEvent>();

  const contextOf = ({ token }: Someone): RequestContext =>
    app.pipeline.contextOf(
      admit(app.context, { authorization: `Bearer ${token}` }, '203.0.113.1'),
    ) as RequestContext;
  const type = (): GraphQLObjectType => app.pipeline.schema.getSubscriptionType() as GraphQLObjectType;

  const needsPost = (field: string): boolean =>
    type()
      .getFields()
      [field]?.args.some(({ name }) => name === 'postId') ?? false;

  /** The arguments that the hub would get for a subscription of this account. */
  async function requestOf(field: string, viewer: Someone): Promise<OpenRequest> {
    const requests: OpenRequest[] = [];
    const subscriptions = { open: (request: OpenRequest) => void requests.push(request) };
    const context = { ...contextOf(viewer), app: { ...app.context, subscriptions } };
    await type()
      .getFields()
      [field]?.subscribe?.(undefined, { postId: '1' }, context, null as never);
    const [request] = requests;
    assert.ok(request, `${field} opened no subscription`);
    return request;
  }

  before(async () => {
    app = await startTestApp();
    [author, liker, other] = (await crowd(app, 3)) as [Someone, Someone, Someone];
    const client = clientOf(app);
    const content = contentOf(client);
    const postId = await content.post(author, strange);
    await client.data(`mutation { likePost(postId: "${postId}") { success } }`, null, liker.token);
    const rowId = await content.comment(other, postId);
    await client.data(`mutation { likeComment(commentId: "${rowId}") { success } }`, null, other.token);
    const viewers = new Set([liker.id, other.id]);
    const audience = { watching: viewers, following: viewers, home: viewers };
    const of = (kind: Happening['kind'], actor: Someone): Happening => ({
      ...{ kind, postId, actorId: actor.id },
      rowId: kind === 'COMMENT' ? rowId : '0',
    });
    const happenings = [of('POST', author), of('LIKE', liker), of('COMMENT', other)];
    shown = await showHappenings(
      app.context.database,
      happenings.map((happening) => ({ happening, audience })),
    );
    for (const field of Object.keys(type().getFields()))
      // Posts are no interactions.
      for (const [at, each] of field === 'postInteractions' ? shown.slice(1).entries() : shown.entries())
        events.set(`${field} ${at}`, (await requestOf(field, liker)).eventOf(each));
  });
  after(() => app.stop());

  it('equals the response of graphql, whoever gets it, for generated selections', async () => {
    const { schema } = app.pipeline;
    const seen = { written: 0, general: 0 };
    const drawn = fc.constantFrom(...events.keys()).chain((key) => {
      const field = key.split(' ')[0] ?? '';
      const result = getNamedType(type().getFields()[field]?.type as GraphQLOutputType) as GraphQLObjectType;
      const only = fc.constantFrom(['none.none'], []);
      return fc.record({
        key: fc.constant(key),
        root: fc
          .constantFrom('', 'event: ')
          .map((alias) => `${alias}${field}${needsPost(field) ? '(postId: "1")' : ''}`),
        drawn: only.chain((names) => selections(schema, () => undefined, names)(result)),
      });
    });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ key, root: named, drawn: { text, fragments } }) => {
        const source = `subscription { ${named} ${text} } ${fragments.join(' ')}`;
        const document = parse(source);
        assert.deepEqual(validate(schema, document, specifiedRules), [], source);
        const write = compileEvent(schema, document, getOperationAST(document) as OperationDefinitionNode);
        seen[write ? 'written' : 'general'] += 1;
        const { root } = events.get(key) as LiveEvent;
        for (const viewer of write ? [liker, other] : []) {
          const result = await execute({
            schema,
            document,
            rootValue: root,
            contextValue: contextOf(viewer),
          });
          assert.equal(write?.(root), JSON.stringify(result), source);
        }
      }),
      { numRuns: 200 },
    );
    assert.ok(seen.written > 30 && seen.general > 10, JSON.stringify(seen));
  }).timeout(patience(60_000));

  it('is made once for all accounts that see the same', async () => {
    const [, like] = shown as [Shown, Shown];
    const document = parse('subscription { postLiked(postId: "1") { post { isLikedByUser } } }');
    const write = compileEvent(app.pipeline.schema, document, document.definitions[0] as never);
    const texts: string[] = [];
    const roots = new Set<object>();
    for (const viewer of [other, author, other, liker, liker]) {
      const { root } = (await requestOf('postLiked', viewer)).eventOf(like);
      roots.add(root);
      texts.push(write?.(root) ?? '');
    }
    const liked = (is: boolean) => `{"data":{"postLiked":{"post":{"isLikedByUser":${is}}}}}`;
    assert.deepEqual(texts, [false, false, false, true, true].map(liked));
    assert.equal(roots.size, 2);
  });

  it('is not made where a selection depends on who gets it, or on directives', () => {
    for (const selection of [
      'homeFeedUpdated { edge { node { user { email } } } }',
      'homeFeedUpdated { edge { node { commentsConnection(first: 1) { edges { cursor } } } } }',
      'homeFeedUpdated { eventId @skip(if: false) }',
    ]) {
      const document = parse(`subscription { ${selection} }`);
      const { definitions } = document;
      assert.equal(
        compileEvent(app.pipeline.schema, document, definitions[0] as never),
        undefined,
        selection,
      );
    }
  });
});
