/** What the api tells the page before a login. */
export interface PageSettings {
  /** The account to try, on a developer's machine. */
  readonly demo: { readonly username: string; readonly password: string } | null;
  readonly graphiql: boolean;
}

/** Without an answer there is no demo account, and the forms work all the same. */
export async function readSettings(): Promise<PageSettings> {
  try {
    const response = await fetch('/config.json');
    if (response.ok) return (await response.json()) as PageSettings;
  } catch {
    // The login will say that the server cannot be reached.
  }
  return { demo: null, graphiql: false };
}
