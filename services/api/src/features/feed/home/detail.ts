import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from '../../../graphql/engine.js';

/** What is answered from brief entries; every other field, wherever it stands, needs full ones. */
const brief = new Set([
  ...['__typename', 'edges', 'cursor', 'node', 'reason', 'kind', 'sharedBy', 'shareId', 'caption'],
  ...['pageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  ...[
    'id',
    'content',
    'createdAt',
    'isDeleted',
    'isLikedByUser',
    'likesCount',
    'commentCount',
    'commentsCount',
  ],
  ...[
    'shareCount',
    'sharesCount',
    'engagementScore',
    'user',
    'username',
    'firstName',
    'lastName',
    'profilePic',
  ],
]);

/** Documents are cached, so a field is the same object in each request. */
const known = new WeakMap<FieldNode, 'brief' | 'full'>();

/** How much of a feed's entries the document asks for. */
export function detailOf({ fieldNodes, fragments }: GraphQLResolveInfo): 'brief' | 'full' {
  const [first] = fieldNodes;
  const remembered = first && known.get(first);
  if (remembered) return remembered;
  const enough = fieldNodes.every(({ selectionSet }) => isBrief(selectionSet, fragments));
  const detail = enough ? 'brief' : 'full';
  if (first) known.set(first, detail);
  return detail;
}

function isBrief(set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): boolean {
  return (set?.selections ?? []).every((selection) => {
    if (selection.kind === 'FragmentSpread')
      return isBrief(fragments[selection.name.value]?.selectionSet, fragments);
    const named = selection.kind === 'InlineFragment' || brief.has(selection.name.value);
    return named && isBrief(selection.selectionSet, fragments);
  });
}
