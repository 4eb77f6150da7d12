import { contentRules } from '@feed/store/rules/content';
import { maxUsernameLength } from '@feed/store/rules/usernames';
import { maxLinkLength } from '../formats.js';

export type FieldType = 'id' | 'text' | 'time' | 'flag';

/** A field of a model, and the columns in which Django systems have it. */
export interface Field {
  readonly type: FieldType;
  /** The first that a table has is taken. */
  readonly columns: readonly string[];
  /** `expected` fields may be missing when the operator says so, with null. */
  readonly required?: 'always' | 'expected';
  /** The longest text that can be imported, in code points. */
  readonly max?: number;
}

export interface Model {
  /** Names of the model. Its table has one of them, after the name of the app and an underscore. */
  readonly names: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
}

const maxIdLength = 200;
const maxHashLength = 256;

/** A relation that is called `author` has the column `author_id`. */
const reference = (...names: string[]): Field => ({
  ...{ type: 'id', max: maxIdLength },
  columns: names.flatMap((name) => [`${name}_id`, name]),
});
const text = (max: number, ...columns: string[]): Field => ({ type: 'text', max, columns });
const flag = (...columns: string[]): Field => ({ type: 'flag', columns });
const time = (...columns: string[]): Field => ({ type: 'time', columns });
const needed = (field: Field): Field => ({ ...field, required: 'always' });
const expected = (field: Field): Field => ({ ...field, required: 'expected' });

const id = needed({ type: 'id', max: maxIdLength, columns: ['id', 'uuid', 'pk'] });
const created = needed(time('created_at', 'created', 'created_on', 'timestamp', 'date_created', 'date'));
const updated = time('updated_at', 'updated', 'updated_on', 'modified_at', 'modified');
const deleted = flag('is_deleted', 'deleted', 'is_removed');
const deletedAt = time('deleted_at', 'deleted_on', 'removed_at');
const ownUser = needed(
  reference('user', 'author', 'creator', 'owner', 'created_by', 'liked_by', 'shared_by'),
);
const author = needed(reference('author', 'user', 'creator', 'owner', 'created_by'));
const ownPost = needed(reference('post', 'original_post', 'shared_post', 'content_object'));

/** The models of the Django original that there are tables for here. */
export const models = {
  user: {
    names: ['user', 'users', 'customuser', 'custom_user', 'appuser'],
    fields: {
      id,
      username: needed(text(maxUsernameLength, 'username', 'user_name', 'handle')),
      email: expected(text(320, 'email', 'email_address')),
      password: expected(text(maxHashLength, 'password')),
      first_name: text(150, 'first_name', 'firstname'),
      last_name: text(150, 'last_name', 'lastname'),
      bio: text(1_000, 'bio', 'biography', 'about', 'description'),
      avatar: text(
        maxLinkLength,
        ...['profile_picture', 'profile_pic', 'avatar_url', 'avatar', 'profile_image', 'picture', 'image'],
      ),
      verified: flag('is_verified', 'verified', 'email_verified'),
      active: flag('is_active', 'active'),
      superuser: flag('is_superuser'),
      created: needed(time('created_at', 'date_joined', 'created', 'joined_at')),
      updated,
    },
  },
  follow: {
    names: ['follow', 'follows', 'userfollow', 'user_follow', 'following', 'followers'],
    fields: {
      id,
      follower: needed(reference('follower', 'from_user', 'user', 'follower_user')),
      followee: needed(
        reference(
          'following',
          'followee',
          'followed',
          'to_user',
          'followed_user',
          'following_user',
          'target',
        ),
      ),
      created,
    },
  },
  post: {
    names: ['post', 'posts'],
    fields: {
      id,
      author,
      title: text(contentRules.title.max, 'title', 'headline'),
      content: needed(text(contentRules.post.max, 'content', 'body', 'text')),
      media_type: text(contentRules.mediaType.max, 'media_type'),
      media_file: text(maxLinkLength, 'media_file', 'media_url', 'media', 'file', 'image'),
      created,
      updated,
      deleted,
      deleted_at: deletedAt,
    },
  },
  share: {
    names: ['share', 'shares', 'postshare', 'post_share', 'repost'],
    fields: {
      id,
      user: ownUser,
      post: ownPost,
      caption: text(contentRules.caption.max, 'caption', 'content', 'message', 'comment', 'text', 'note'),
      created,
      deleted,
      deleted_at: deletedAt,
    },
  },
  comment: {
    names: ['comment', 'comments', 'postcomment', 'post_comment'],
    fields: {
      id,
      post: ownPost,
      author,
      parent: expected(reference('parent', 'parent_comment', 'reply_to', 'in_reply_to')),
      content: needed(text(contentRules.comment.max, 'content', 'body', 'text', 'comment')),
      created,
      updated,
      deleted,
      deleted_at: deletedAt,
    },
  },
  postlike: {
    names: ['postlike', 'post_like', 'like', 'likes'],
    fields: { id, user: ownUser, post: ownPost, created },
  },
  commentlike: {
    names: ['commentlike', 'comment_like'],
    fields: { id, user: ownUser, comment: needed(reference('comment')), created },
  },
} as const satisfies Record<string, Model>;

export type ModelName = keyof typeof models;
export type FieldName<M extends ModelName> = keyof (typeof models)[M]['fields'] & string;
export const modelNames = Object.keys(models) as ModelName[];

export const modelOf = (name: ModelName): Model => models[name];
