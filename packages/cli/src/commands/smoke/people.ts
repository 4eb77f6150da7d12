import { randomBytes } from 'node:crypto';
import type { Client } from './client.js';

/** An account that is logged in. */
export interface Person {
  username: string;
  id: string;
  token: string;
}

const register = `mutation ($input: RegisterUserInput!) {
  registerUser(input: $input) { success message }
}`;
const logIn = `mutation ($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token }
}`;

/** Registers an account with a random username that starts with `name`, and logs it in. */
export async function join(client: Client, name: string): Promise<Person> {
  const username = `${name}_${randomBytes(5).toString('hex')}`;
  const password = randomBytes(16).toString('hex');
  const email = `${username}@example.org`;
  await client.ask(register, { input: { username, email, password, firstName: name, lastName: 'Smoke' } });
  const { tokenAuth } = await client.ask<{ tokenAuth: { token: string } }>(logIn, { username, password });
  const { me } = await client.ask<{ me: { id: string } }>('{ me { id } }', {}, tokenAuth.token);
  return { username, id: me.id, token: tokenAuth.token };
}
