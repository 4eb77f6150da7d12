import { useClient } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { problemOf, sentence } from '../../live/problem.js';
import { fullName } from '../../ui/avatar.js';
import { useDraft } from '../../ui/draft.js';
import { Field } from '../../ui/field.js';
import { Chip } from './chip.js';
import { FeedVerdict, type FeedVerdictQuery } from './documents.js';
import { Moment } from './formats.js';
import { rules } from './rules.js';

type Verdict = NonNullable<FeedVerdictQuery['feedVerdict']>;

/** Says whether a post is in the feed of an account, and by which rule. */
export function FeedExplain({ userId }: { userId: string }) {
  const client = useClient();
  const { value, change } = useDraft('console-post', { postId: '' });
  const [verdict, setVerdict] = useState<Verdict>();
  const [problem, setProblem] = useState('');
  const explain = async (event: Event): Promise<void> => {
    event.preventDefault();
    setVerdict(undefined);
    const variables = { userId, postId: value.postId.trim() };
    const policy = { requestPolicy: 'network-only' } as const;
    const { data, error } = await client.query(FeedVerdict, variables, policy).toPromise();
    setProblem(error ? sentence(problemOf(error)) : '');
    setVerdict(data?.feedVerdict ?? undefined);
    if (!error && !data?.feedVerdict) setProblem('The account is gone.');
  };
  return (
    <div class="card picker">
      <form class="row" onSubmit={(event) => void explain(event)}>
        <Field
          label="Post"
          hint="The id of a post, or of a share"
          value={value.postId}
          required
          onValue={(postId) => change({ postId })}
        />
        <button class="button">Explain</button>
      </form>
      <p class="form-problem" role="alert">
        {problem}
      </p>
      <div role="status">{verdict && <Explanation verdict={verdict} />}</div>
    </div>
  );
}

function Explanation({ verdict: { inFeed, rule, account, word, since, delivered } }: { verdict: Verdict }) {
  return (
    <div class="verdict">
      <p>
        {inFeed ? <Chip state="In the feed" tone="good" /> : <Chip state="Not in the feed" tone="bad" />}{' '}
        <code>{rule}</code>
      </p>
      <p>{rules[rule]}</p>
      <dl class="facts">
        {account && (
          <Fact name="Account">
            <a href={`/user/${account.id}`} dir="auto">
              {fullName(account)}
            </a>{' '}
            <span class="quiet">
              <bdi>@{account.username}</bdi>
            </span>
          </Fact>
        )}
        {word !== null && <Fact name="Word">{word}</Fact>}
        {since !== null && (
          <Fact name="Since">
            <Moment at={since} />
          </Fact>
        )}
        {inFeed && <Fact name="Delivered">{delivered ? 'Yes' : 'Not yet'}</Fact>}
      </dl>
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
