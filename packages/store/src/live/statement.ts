import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['live'] as const;
export const statement = statementsAbout(subjects);
