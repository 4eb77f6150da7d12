import type { TextRule } from '@feed/platform/text';
import type { Kind, Rows } from '@feed/store/import/rows';
import { contentRules } from '@feed/store/rules/content';
import { isEmailAddress } from '@feed/store/rules/email-addresses';
import { bioProblems, nameProblems } from '@feed/store/rules/profile';
import type { FieldReader } from '../field-reader.js';
import { maxLinkLength, outsideId } from '../formats.js';
import type { ModelName } from './models.js';
import type { AccountNotes } from './notes.js';
import type { OutsideRow } from './selects.js';

/** The choices of the operator that decide about records, and the notes about accounts. */
export interface Recording {
  readonly notes: AccountNotes;
  /** New usernames by the present ones. */
  readonly usernames: ReadonlyMap<string, string>;
  /** The address below which files are served that are stored as a path. It ends with a slash. */
  readonly mediaUrl?: string;
}

type Record<M extends ModelName, K extends Kind> = (
  row: OutsideRow<M>,
  read: FieldReader,
  recording: Recording,
) => Rows[K];

/** Posts and shares have ids of their own, which may be the same numbers. */
const shareId = (id: string): string => `share:${id}`;

/** Django writes a row more than once while it makes it. */
const editedAfterMs = 1_000;

export const records: {
  readonly user: Record<'user', 'users'>;
  readonly follow: Record<'follow', 'follows'>;
  readonly post: Record<'post', 'posts'>;
  readonly share: Record<'share', 'posts'>;
  readonly comment: Record<'comment', 'comments'>;
  readonly postlike: Record<'postlike', 'likes'>;
  readonly commentlike: Record<'commentlike', 'comment_likes'>;
} = {
  user: recordUser,
  follow: (row, read) => ({
    line: read.line,
    follower_id: outsideId(read, 'follower', row.follower ?? ''),
    followee_id: outsideId(read, 'followee', row.followee ?? ''),
    at: read.milliseconds('created', row.created),
  }),
  post: (row, read, recording) => ({
    line: read.line,
    id: outsideId(read, 'id', row.id ?? ''),
    author_id: outsideId(read, 'author', row.author ?? ''),
    shared_post_id: null,
    title: optionalText(read, 'title', row.title, contentRules.title),
    content: read.text('content', row.content ?? '', contentRules.post),
    media_type: optionalText(read, 'media_type', row.media_type, contentRules.mediaType),
    media_file: link(read, 'media_file', row.media_file, recording),
    ...times(read, row),
  }),
  share: (row, read) => ({
    line: read.line,
    id: shareId(outsideId(read, 'id', row.id ?? '')),
    author_id: outsideId(read, 'user', row.user ?? ''),
    shared_post_id: outsideId(read, 'post', row.post ?? ''),
    content: read.text('caption', row.caption ?? '', contentRules.caption),
    at: read.milliseconds('created', row.created),
  }),
  comment: (row, read) => ({
    line: read.line,
    id: outsideId(read, 'id', row.id ?? ''),
    post_id: outsideId(read, 'post', row.post ?? ''),
    author_id: outsideId(read, 'author', row.author ?? ''),
    parent_id: row.parent === null ? null : outsideId(read, 'parent', row.parent),
    content: read.text('content', row.content ?? '', contentRules.comment),
    ...times(read, row),
  }),
  postlike: (row, read) => ({
    line: read.line,
    user_id: outsideId(read, 'user', row.user ?? ''),
    post_id: outsideId(read, 'post', row.post ?? ''),
    at: read.milliseconds('created', row.created),
  }),
  commentlike: (row, read) => ({
    line: read.line,
    user_id: outsideId(read, 'user', row.user ?? ''),
    comment_id: outsideId(read, 'comment', row.comment ?? ''),
    at: read.milliseconds('created', row.created),
  }),
};

function recordUser(row: OutsideRow<'user'>, read: FieldReader, recording: Recording): Rows['users'] {
  const { notes, usernames } = recording;
  const text = (field: 'first_name' | 'last_name' | 'bio', problems: (value: string) => string[]): string =>
    read.check(field, row[field] ?? '', problems(row[field] ?? ''));
  const present = row.username ?? '';
  const username = usernames.get(present) ?? present;
  if (row.superuser === 'true') notes.noteSuperuser(username);
  const at = read.milliseconds('created', row.created);
  return {
    ...{ line: read.line, id: outsideId(read, 'id', row.id ?? ''), username, ...access(row, read, notes) },
    first_name: text('first_name', nameProblems),
    last_name: text('last_name', nameProblems),
    bio: text('bio', bioProblems),
    avatar_url: link(read, 'avatar', row.avatar, recording),
    is_verified: row.verified === 'true',
    at,
    updated_at: row.updated === null ? at : read.milliseconds('updated', row.updated),
  };
}

/** An inactive account can neither be logged in to nor recovered: it keeps neither its password nor its address. */
function access(
  { email, password, active }: OutsideRow<'user'>,
  read: FieldReader,
  notes: AccountNotes,
): Pick<Rows['users'], 'email' | 'password_hash'> {
  const checked = address(read, email ?? '');
  if (active !== 'false') return { email: checked, password_hash: notes.usable(password ?? '') };
  notes.inactive += 1;
  return { email: null, password_hash: null };
}

function address(read: FieldReader, email: string): string | null {
  if (email === '') return null;
  if (!isEmailAddress(email)) read.reject('email is not an e-mail address', email);
  return email.replaceAll('\0', '');
}

function optionalText(read: FieldReader, name: string, value: string | null, rule: TextRule): string | null {
  return value === null || value === '' ? null : read.text(name, value, rule);
}

/** A time of an edit is kept only if there was one. */
function times(
  read: FieldReader,
  { created, updated }: { created: string | null; updated: string | null },
): { at: number; updated_at: number | null } {
  const at = read.milliseconds('created', created);
  const edited = updated === null ? at : read.milliseconds('updated', updated);
  return { at, updated_at: edited - at >= editedAfterMs ? edited : null };
}

/** Django stores the path of a file that it serves itself. */
function link(read: FieldReader, name: string, value: string | null, { mediaUrl }: Recording): string | null {
  if (value === null || value === '') return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(value)) return read.link(name, value, maxLinkLength);
  if (mediaUrl !== undefined) return read.link(name, joined(mediaUrl, value), maxLinkLength);
  read.reject(`${name} is a path, not an address`, value);
  return null;
}

/** A path that begins with a slash is one of the server, others are below the address of the files. */
function joined(mediaUrl: string, path: string): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return new URL(escaped, mediaUrl).toString();
}
