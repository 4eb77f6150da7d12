import { DataTypes, type ModelStatic, type Model, type Sequelize } from 'sequelize';

export interface SessionAttributes {
  id: string;
  userId: string;
  userAgent: string | null;
  address: string | null;
  lastUsedAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  revokedReason: string | null;
}

export type Session = Model<SessionAttributes, Partial<SessionAttributes>> & SessionAttributes;

export function defineSession(sequelize: Sequelize): ModelStatic<Session> {
  return sequelize.define<Session>(
    'Session',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, defaultValue: sequelize.literal('next_id()') },
      userId: { type: DataTypes.BIGINT, allowNull: false, field: 'user_id' },
      userAgent: { type: DataTypes.TEXT, field: 'user_agent' },
      address: DataTypes.TEXT,
      lastUsedAt: {
        type: DataTypes.DATE,
        allowNull: false,
        defaultValue: sequelize.literal('now()'),
        field: 'last_used_at',
      },
      expiresAt: { type: DataTypes.DATE, allowNull: false, field: 'expires_at' },
      revokedAt: { type: DataTypes.DATE, field: 'revoked_at' },
      revokedReason: { type: DataTypes.TEXT, field: 'revoked_reason' },
    },
    { tableName: 'sessions', timestamps: false },
  );
}
