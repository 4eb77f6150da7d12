import type { ModelStatic, Sequelize } from 'sequelize';
import { defineBlock, defineFollow, defineMute, type Block, type Follow, type Mute } from './edges.js';
import { defineSession, type Session } from './session.js';
import { defineUser, type User } from './user.js';

/** Tables whose rows are read and written one at a time; all that is hot, joined or counted is SQL. */
export interface Models {
  readonly User: ModelStatic<User>;
  readonly Session: ModelStatic<Session>;
  readonly Follow: ModelStatic<Follow>;
  readonly Block: ModelStatic<Block>;
  readonly Mute: ModelStatic<Mute>;
}

export function defineModels(sequelize: Sequelize): Models {
  return {
    User: defineUser(sequelize),
    Session: defineSession(sequelize),
    Follow: defineFollow(sequelize),
    Block: defineBlock(sequelize),
    Mute: defineMute(sequelize),
  };
}
