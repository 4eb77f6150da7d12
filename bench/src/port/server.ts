// The original as one would port it in an afternoon: an include for the author, a COUNT for each field of each post, and no
// cache. Its part of the schema has the names of the product's, so that both get the same requests.
import { makeExecutableSchema } from '@graphql-tools/schema';
import express from 'express';
import { graphqlHTTP } from 'express-graphql';
import { Op, type Model } from 'sequelize';
import { connect } from './models.js';

const typeDefs = `
  type Query {
    homeFeed(first: Int = 20, after: String): PostConnection
    postById(id: ID!): Post
    postCommentsConnection(postId: ID!, first: Int = 20): CommentConnection
  }
  type Mutation {
    likePost(postId: ID!): PostPayload!
    createPost(input: CreatePostInput): PostPayload!
  }
  input CreatePostInput { content: String! }
  type PostPayload { success: Boolean! post: Post }
  type PostConnection { edges: [PostEdge!]! pageInfo: PageInfo! }
  type PostEdge { cursor: String! node: Post! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Post {
    id: ID! content: String! createdAt: String! user: User!
    likesCount: Int! commentCount: Int! isLikedByUser: Boolean!
  }
  type User { id: ID! username: String! firstName: String! lastName: String! profilePic: String }
  type CommentConnection { edges: [CommentEdge!]! }
  type CommentEdge { node: Comment! }
  type Comment { id: ID! content: String! user: User! }
`;

interface Context {
  viewer: string;
}
type Row = Model & Record<string, unknown> & { id: string; createdAt: Date };

const { Comment, Follow, Like, Post, User } = connect(process.env['DATABASE_URL'] ?? '', 10);
const include = [{ model: User, as: 'user' }];

const resolvers = {
  Query: {
    async homeFeed(_: unknown, { first, after }: { first: number; after?: string }, { viewer }: Context) {
      const follows = await Follow.findAll({ where: { followerId: viewer } });
      const userId = [viewer, ...follows.map((follow) => follow.get('followeeId') as string)];
      const where = { userId, ...(after && { id: { [Op.lt]: after } }) };
      const rows = await Post.findAll({ where, include, order: [['id', 'DESC']], limit: first + 1 });
      const edges = (rows as Row[]).slice(0, first).map((node) => ({ cursor: node.id, node }));
      return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor } };
    },
    postById: (_: unknown, { id }: { id: string }) => Post.findByPk(id, { include }),
    async postCommentsConnection(_: unknown, { postId, first }: { postId: string; first: number }) {
      const rows = await Comment.findAll({
        where: { postId },
        include,
        order: [['id', 'ASC']],
        limit: first,
      });
      return { edges: rows.map((node) => ({ node })) };
    },
  },
  Mutation: {
    async likePost(_: unknown, { postId }: { postId: string }, { viewer }: Context) {
      await Like.findOrCreate({ where: { userId: viewer, postId } });
      return { success: true, post: await Post.findByPk(postId, { include }) };
    },
    async createPost(_: unknown, { input }: { input: { content: string } }, { viewer }: Context) {
      const created = { userId: viewer, content: input.content, createdAt: new Date() };
      const { id } = (await Post.create(created)) as Row;
      return { success: true, post: await Post.findByPk(id, { include }) };
    },
  },
  Post: {
    createdAt: ({ createdAt }: Row) => createdAt.toISOString(),
    likesCount: ({ id }: Row) => Like.count({ where: { postId: id } }),
    commentCount: ({ id }: Row) => Comment.count({ where: { postId: id } }),
    isLikedByUser: async ({ id }: Row, _: unknown, { viewer }: Context) =>
      (await Like.count({ where: { postId: id, userId: viewer } })) > 0,
  },
};

const schema = makeExecutableSchema({ typeDefs, resolvers });
const app = express();
app.get('/ready', (_request, response) => void response.send('ready'));
app.use(
  '/graphql',
  graphqlHTTP((request) => ({ schema, context: { viewer: (request as express.Request).get('x-user-id') } })),
);
app.listen(Number(process.env['PORT']), '127.0.0.1');
