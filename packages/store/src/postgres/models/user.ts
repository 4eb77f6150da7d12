import { DataTypes, type CreationOptional, type ModelStatic, type Model, type Sequelize } from 'sequelize';

export interface UserAttributes {
  id: CreationOptional<string>;
  username: string;
  email: string | null;
  passwordHash: string | null;
  firstName: string;
  lastName: string;
  bio: string;
  avatarUrl: string | null;
  isVerified: boolean;
  followersCount: number;
  followingCount: number;
  postsCount: number;
  mergeOnRead: boolean;
  updatedAt: Date;
}

export type User = Model<UserAttributes, Partial<UserAttributes>> & UserAttributes;

const count = (field: string) => ({ type: DataTypes.INTEGER, allowNull: false, defaultValue: 0, field });
const text = (field: string) => ({ type: DataTypes.TEXT, allowNull: false, defaultValue: '', field });

/** Counters are kept by SQL beside the rows they count, never through the model. */
export function defineUser(sequelize: Sequelize): ModelStatic<User> {
  return sequelize.define<User>(
    'User',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, defaultValue: sequelize.literal('next_id()') },
      username: { type: DataTypes.TEXT, allowNull: false },
      email: DataTypes.TEXT,
      passwordHash: { type: DataTypes.TEXT, field: 'password_hash' },
      firstName: text('first_name'),
      lastName: text('last_name'),
      bio: text('bio'),
      avatarUrl: { type: DataTypes.TEXT, field: 'avatar_url' },
      isVerified: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false, field: 'is_verified' },
      followersCount: count('followers_count'),
      followingCount: count('following_count'),
      postsCount: count('posts_count'),
      mergeOnRead: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false, field: 'merge_on_read' },
      updatedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW, field: 'updated_at' },
    },
    { tableName: 'users', timestamps: false },
  );
}
