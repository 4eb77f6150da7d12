import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['journal'] as const;
export const statement = statementsAbout(subjects);
