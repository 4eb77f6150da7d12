import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['fan_out', 'feed'] as const;
export const statement = statementsAbout(subjects);
