/** What the api tells the page before a login. */
export interface PageSettings {
  /** The account to try, on a developer's machine. */
  readonly demo: { readonly username: string; readonly password: string } | null;
  /** Whether operators use the console in this page. */
  readonly console: boolean;
  readonly graphiql: boolean;
}

/** The console is assumed to be there, because the api refuses it to everyone who may not use it. */
export const unknownSettings: PageSettings = { demo: null, console: true, graphiql: false };

/** Without an answer there is no demo account, and the forms work all the same. */
export async function readSettings(): Promise<PageSettings> {
  try {
    const response = await fetch('/config.json');
    if (response.ok) return (await response.json()) as PageSettings;
  } catch {
    // The login will say that the server cannot be reached.
  }
  return unknownSettings;
}
