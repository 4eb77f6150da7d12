import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['counters', 'retention', 'usage'] as const;
export const statement = statementsAbout(subjects);
