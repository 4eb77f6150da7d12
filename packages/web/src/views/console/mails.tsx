import { Empty } from '../../ui/states.js';
import { Content } from './content.js';
import { CaughtMails } from './documents.js';
import { Moment } from './formats.js';
import { useRefreshing } from './refreshing.js';

const limit = 50;

/** The mails that local mode has caught. */
export function Mails() {
  const read = useRefreshing(CaughtMails, { limit });
  return (
    <section aria-labelledby="console-mails">
      <h2 id="console-mails">Caught mails</h2>
      <Content of={read}>
        {({ caughtMails: mails }) =>
          mails?.length ? (
            <ul class="card mails">
              {mails.map(({ id, from, to, subject, text, receivedAt }) => (
                <li key={id}>
                  <details>
                    <summary>
                      <b dir="auto">{subject}</b>
                      <span class="quiet">
                        to <bdi>{to}</bdi> · <Moment at={receivedAt} />
                      </span>
                    </summary>
                    <p class="quiet">
                      From <bdi>{from}</bdi>
                    </p>
                    <p class="text" dir="auto">
                      {text}
                    </p>
                  </details>
                </li>
              ))}
            </ul>
          ) : (
            <Empty icon="leaf" title="No mails yet">
              In local mode mails are caught instead of sent. They appear here.
            </Empty>
          )
        }
      </Content>
    </section>
  );
}
