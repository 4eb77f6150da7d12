import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['search', 'trending'] as const;
export const statement = statementsAbout(subjects);
