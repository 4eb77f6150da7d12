import type { ComponentType } from 'preact';
import type { IconName } from '../ui/icon.js';

/** A view of the page. Its folder in `views/` has a `view.ts` whose `view` declares it; nothing else names it. */
export interface View {
  /** The path, with parameters: `/post/:id`. */
  readonly path: string;
  /** The title of the document, and its first heading for screen readers. */
  readonly title: string;
  /** Whether it is shown without a login. */
  readonly open?: boolean;
  /** Its place in the navigation, where `:id` of its path is the account that is logged in; without one it is reached by links. */
  readonly nav?: NavigationEntry;
  /** Loads its code, when it is shown for the first time. Undefined when the view is turned off. */
  load(): Promise<{ default: ComponentType<Params> } | undefined>;
}

export interface NavigationEntry {
  readonly label: string;
  readonly icon: IconName;
  readonly order: number;
  /** A hook that says whether the account sees the entry; without one every account does. */
  readonly useVisible?: () => boolean;
}

/** The values of the parameters in the path. */
export interface Params {
  readonly params: Readonly<Record<string, string>>;
}

/** @returns the parameters, or undefined when the path is not one of this view */
export function match({ path: pattern }: View, path: string): Params['params'] | undefined {
  const [parts, given] = [pattern.split('/'), path.replace(/(.)\/$/, '$1').split('/')];
  if (parts.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  const fits = parts.every((part, at) => {
    if (!part.startsWith(':')) return part === given[at];
    params[part.slice(1)] = decode(given[at]!);
    return given[at] !== '';
  });
  return fits ? params : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
