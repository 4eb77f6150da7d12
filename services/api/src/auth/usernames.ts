export { normalizeUsername } from '@feed/store/rules/usernames';
