import { DataTypes, type ModelStatic, type Model, type Sequelize } from 'sequelize';

type Edge<Attributes extends object> = Model<Attributes, Partial<Attributes>> & Attributes;

export type Follow = Edge<{ followerId: string; followeeId: string; id: string }>;
export type Block = Edge<{ blockerId: string; blockedId: string; id: string }>;
export type Mute = Edge<{ muterId: string; mutedId: string; id: string }>;

const end = (field: string) => ({ type: DataTypes.BIGINT, primaryKey: true, field });
const edgeId = (sequelize: Sequelize) => ({
  type: DataTypes.BIGINT,
  allowNull: false,
  defaultValue: sequelize.literal('next_id()'),
});

export function defineFollow(sequelize: Sequelize): ModelStatic<Follow> {
  return sequelize.define<Follow>(
    'Follow',
    {
      followerId: end('follower_id'),
      followeeId: end('followee_id'),
      id: edgeId(sequelize),
    },
    { tableName: 'follows', timestamps: false },
  );
}

export function defineBlock(sequelize: Sequelize): ModelStatic<Block> {
  return sequelize.define<Block>(
    'Block',
    {
      blockerId: end('blocker_id'),
      blockedId: end('blocked_id'),
      id: edgeId(sequelize),
    },
    { tableName: 'blocks', timestamps: false },
  );
}

export function defineMute(sequelize: Sequelize): ModelStatic<Mute> {
  return sequelize.define<Mute>(
    'Mute',
    {
      muterId: end('muter_id'),
      mutedId: end('muted_id'),
      id: edgeId(sequelize),
    },
    { tableName: 'mutes', timestamps: false },
  );
}
