import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['refresh_tokens', 'sessions', 'users'] as const;
export const statement = statementsAbout(subjects);
