import type { ProfileQuery } from './documents.js';

type UserStats = NonNullable<ProfileQuery['userStats']>;

const number = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** The sums over the posts of the account. */
export function Stats({ stats }: { stats: UserStats }) {
  const { totalLikes, totalComments, totalShares, engagementRate, topPerformingPost: top } = stats;
  const sums = [
    ['Likes', totalLikes],
    ['Comments', totalComments],
    ['Shares', totalShares],
    ['Per post', engagementRate],
  ] as const;
  return (
    <section class="card stats" aria-label="Statistics">
      <dl>
        {sums.map(([name, value]) => (
          <div key={name}>
            <dt class="quiet">{name}</dt>
            <dd>{number.format(value ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {top && (
        <p class="stats-top">
          <span class="quiet">Most discussed</span>{' '}
          <a dir="auto" href={`/post/${top.id}`}>
            {top.title || top.content}
          </a>
        </p>
      )}
    </section>
  );
}
