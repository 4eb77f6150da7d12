import { Icon } from './icon.js';
import { dismiss, notices } from './notices.js';
import { useStore } from './store.js';

/** The live region of the page. */
export function NoticeList() {
  const list = useStore(notices);
  return (
    <div class="notices" role="region" aria-label="Notices" aria-live="polite">
      {list.map(({ id, tone, text, action }) => (
        <div key={id} class={`notice notice-${tone}`}>
          <Icon name={tone === 'bad' ? 'alert' : 'leaf'} />
          <p>{text}</p>
          {action && (
            <button
              type="button"
              class="link"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" class="icon-button" aria-label="Close" onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
