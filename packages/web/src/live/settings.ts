/** The settings that the api tells the page before a login. */
export interface PageSettings {
  /** The account to try, on a developer's machine. */
  readonly demo: { readonly username: string; readonly password: string } | null;
  /** Whether operators use the console in this page. */
  readonly console: boolean;
  readonly graphiql: boolean;
  /** Whether the api has live events. */
  readonly subscriptions: boolean;
}

/** The console is assumed to be there, because the api refuses it to everyone who may not use it. */
const unknown: PageSettings = { demo: null, console: true, graphiql: false, subscriptions: true };
let reading: Promise<PageSettings> | undefined;

/** Without an answer there is no demo account, and the next caller asks again. */
export function readSettings(): Promise<PageSettings> {
  reading ??= read().catch(() => {
    reading = undefined;
    return unknown;
  });
  return reading;
}

async function read(): Promise<PageSettings> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json: ${response.status}`);
  return (await response.json()) as PageSettings;
}
