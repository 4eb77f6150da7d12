import { fullName } from '../../ui/avatar.js';
import { Icon } from '../../ui/icon.js';
import type { HomeFeedQuery } from './documents.js';

export type Entry = NonNullable<HomeFeedQuery['homeFeed']>['edges'][number];

/** Says why the post is in the feed. */
export function Reason({ entry: { node, reason }, own }: { entry: Entry; own: string | undefined }) {
  const { kind, sharedBy, caption } = reason;
  if (kind === 'SHARED' && sharedBy) {
    return (
      <div class="reason reason-shared">
        <p>
          <Icon name="repeat" />
          {sharedBy.id === own ? (
            'You shared this'
          ) : (
            <span>
              <a dir="auto" href={`/user/${sharedBy.id}`}>
                {fullName(sharedBy)}
              </a>{' '}
              shared this
            </span>
          )}
        </p>
        {caption && (
          <blockquote dir="auto" class="text">
            {caption}
          </blockquote>
        )}
      </div>
    );
  }
  return (
    <p class="reason">
      <Icon name={node.user.id === own ? 'edit' : 'user'} />
      {node.user.id === own ? 'You wrote this' : 'You follow the author'}
    </p>
  );
}
