import { statementsAbout } from '../postgres/statement.js';

export const subjects = ['comment_likes', 'comments', 'post_likes', 'posts', 'shares'] as const;
export const statement = statementsAbout(subjects);
