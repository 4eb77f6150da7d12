import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['search'] as const;
export const statement = statementsAbout(subjects);
