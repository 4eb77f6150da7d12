import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['audit', 'processes'] as const;
export const statement = statementsAbout(subjects);
