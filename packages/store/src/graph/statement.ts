import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['follows', 'relations'] as const;
export const statement = statementsAbout(subjects);
