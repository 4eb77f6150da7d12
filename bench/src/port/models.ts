import { DataTypes, Sequelize } from 'sequelize';

const { BIGINT, TEXT, DATE } = DataTypes;

/** The models, over a pool of the same size as that of the api. */
export function connect(url: string, poolSize: number) {
  const sequelize = new Sequelize(url, { logging: false, pool: { max: poolSize, min: poolSize } });
  const options = (tableName: string) => ({
    tableName,
    schema: 'port',
    underscored: true,
    timestamps: false,
  });
  const id = { type: BIGINT, primaryKey: true, autoIncrement: true };
  // Sequelize writes into what it is given, so that every column gets an object.
  const key = () => ({ type: BIGINT, primaryKey: true });

  const User = sequelize.define(
    'User',
    { id, username: TEXT, firstName: TEXT, lastName: TEXT, profilePic: TEXT },
    options('users'),
  );
  const Follow = sequelize.define('Follow', { followerId: key(), followeeId: key() }, options('follows'));
  const Post = sequelize.define('Post', { id, content: TEXT, createdAt: DATE }, options('posts'));
  const Comment = sequelize.define('Comment', { id, postId: BIGINT, content: TEXT }, options('comments'));
  const Like = sequelize.define('Like', { userId: key(), postId: key() }, options('likes'));
  Post.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  Comment.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  return { User, Follow, Post, Comment, Like };
}
