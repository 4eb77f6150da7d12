import type { CombinedError } from '@urql/core';
import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { problemOf, sentence } from '../../live/problem.js';
import { account } from '../../session/session.js';
import { Avatar, fullName } from '../../ui/avatar.js';
import { useDraft } from '../../ui/draft.js';
import { Field } from '../../ui/field.js';
import { createStore, useStore } from '../../ui/store.js';
import { findAccount } from './account-search.js';
import { Chip } from './chip.js';
import type { OperatedFragment } from './documents.js';

/** The account that all sections are about until another one is found. */
export const chosen = createStore<OperatedFragment | undefined>(undefined);

account.follow(() => chosen.set(undefined));

/** Finds an account by its name or id, and shows which one it is before something is done to it. */
export function AccountPicker() {
  const client = useClient();
  const { value, change } = useDraft('console-account', { text: '' });
  const [problem, setProblem] = useState('');
  const found = useStore(chosen);
  const find = async (event: Event): Promise<void> => {
    event.preventDefault();
    chosen.set(undefined);
    setProblem('');
    try {
      chosen.set(await findAccount(client, value.text));
      if (!chosen.get()) setProblem('There is no such account, or it has blocked you.');
    } catch (error) {
      setProblem(sentence(problemOf(error as CombinedError)));
    }
  };
  return (
    <div class="card picker">
      <form class="row" onSubmit={(event) => void find(event)}>
        <Field
          label="Account"
          hint="A username, or an id"
          {...{ value: value.text, required: true }}
          onValue={(text) => change({ text })}
        />
        <button class="button">Find</button>
      </form>
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <div role="status">{found && <Found account={found} />}</div>
    </div>
  );
}

const Found = ({ account: found }: { account: OperatedFragment }) => (
  <p class="byline">
    <Avatar person={found} size="small" />
    <span>
      <b dir="auto">{fullName(found)}</b>{' '}
      <span class="quiet">
        <bdi>@{found.username}</bdi> · id {found.id}
      </span>
    </span>
    {found.role && <Chip state={found.role} tone={found.role === 'USER' ? 'quiet' : 'accent'} />}
  </p>
);
