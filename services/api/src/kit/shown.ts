import type { LongColumns } from '@feed/store/postgres/long-columns';
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
  getNamedType,
  isObjectType,
} from '../graphql/engine.js';
import type { TextLengths } from '../graphql/limits/cost.js';

/**
 * The fields that show a long column, and how many characters it can have. A read leaves the column out unless its
 * field is selected. `CompleteResolvers` does not compile while a view has such a column that is neither listed here nor
 * resolved, so a resolver cannot show what was not read.
 */
export const longTexts = {
  'PostType.content': 10_000,
  'CommentType.content': 10_000,
  'ShareType.caption': 2_000,
  'FeedReason.caption': 2_000,
  'CustomUserType.bio': 1_000,
} as const satisfies TextLengths;

/** The fields that a brief entry of the home feed does not have: see `briefPostColumns`. */
const detailFields = [
  ...(['CustomUserType.followersCount', 'CustomUserType.followingCount'] as const),
  ...(['CustomUserType.postsCount', 'CustomUserType.bio', 'CustomUserType.updatedAt'] as const),
] as const;

export type ReadOnDemand = keyof typeof longTexts | (typeof detailFields)[number];

/** Fields with arguments that show the account they belong to beside the accounts that they read. */
const showParent: ReadonlySet<string> = new Set(['CustomUserType.followers', 'CustomUserType.following']);

const known: ReadonlySet<string> = new Set<string>([...Object.keys(longTexts), ...detailFields]);

/** Those of the fields above that a selection shows. */
export type Shown = ReadonlySet<ReadOnDemand>;

/** Documents are cached, so a field is the same object in each request. */
const remembered = new WeakMap<FieldNode, Shown>();

/**
 * The fields that the selection of a field shows, of the objects that the field reads. A field with arguments below it reads on its
 * own; every other field may show a part of what was read for its parent.
 */
function shownBy({ fieldNodes, fragments, returnType }: GraphQLResolveInfo): Shown {
  const [first] = fieldNodes;
  if (first && fieldNodes.length === 1) return shownByNode(first, fragments, returnType);
  // The same field may occur several times in a selection, and not in every operation of a document.
  return new Set(fieldNodes.flatMap((node) => [...shownByNode(node, fragments, returnType)]));
}

type Fragments = GraphQLResolveInfo['fragments'];

function shownByNode(node: FieldNode, fragments: Fragments, type: GraphQLOutputType): Shown {
  const before = remembered.get(node);
  if (before) return before;
  const shown = new Set<ReadOnDemand>();
  const parent = getNamedType(type);
  if (node.selectionSet && isObjectType(parent)) collect(shown, parent, node.selectionSet, fragments);
  remembered.set(node, shown);
  return shown;
}

function collect(
  shown: Set<ReadOnDemand>,
  parent: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fragments: Fragments,
): void {
  for (const selection of selections) {
    if (selection.kind === 'Field') collectField(shown, parent, selection, fragments);
    else {
      const { selectionSet } =
        selection.kind === 'InlineFragment' ? selection : (fragments[selection.name.value] ?? {});
      if (selectionSet) collect(shown, parent, selectionSet, fragments);
    }
  }
}

function collectField(
  shown: Set<ReadOnDemand>,
  parent: GraphQLObjectType,
  field: FieldNode,
  fragments: Fragments,
): void {
  const name = `${parent.name}.${field.name.value}`;
  if (known.has(name)) shown.add(name as ReadOnDemand);
  const definition = parent.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return;
  if (definition.args.length > 0 && !showParent.has(name)) return;
  const type = getNamedType(definition.type);
  if (isObjectType(type)) collect(shown, type, field.selectionSet, fragments);
}

type TextField = 'PostType.content' | 'CommentType.content' | 'ShareType.caption';

const columns: Readonly<Record<'none' | 'text' | 'bio' | 'both', LongColumns>> = {
  none: { text: false, bio: false },
  text: { text: true, bio: false },
  bio: { text: false, bio: true },
  both: { text: true, bio: true },
};

const columnsFor = (text: boolean, bio: boolean): LongColumns =>
  columns[text ? (bio ? 'both' : 'text') : bio ? 'bio' : 'none'];

/**
 * The long columns that a field has to read for the selection below it.
 * @param text the field that shows the text of what is read; accounts have none
 */
export function columnsOf(info: GraphQLResolveInfo, text?: TextField): LongColumns {
  const shown = shownBy(info);
  return columnsFor(text !== undefined && shown.has(text), shown.has('CustomUserType.bio'));
}

/** The columns to read for the entries of a home feed. */
export function feedColumnsOf(info: GraphQLResolveInfo): { detail: 'brief' | 'full'; columns: LongColumns } {
  const shown = shownBy(info);
  const text = shown.has('PostType.content') || shown.has('FeedReason.caption');
  const detail = detailFields.some((field) => shown.has(field)) ? 'full' : 'brief';
  return { detail, columns: columnsFor(text, shown.has('CustomUserType.bio')) };
}
