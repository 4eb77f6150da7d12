import { readdirSync } from 'node:fs';

const folder = new URL('../../src/views/', import.meta.url);

export interface DeclaredView {
  readonly name: string;
  readonly path: string;
  readonly open: boolean;
}

/** The views of the page, by their folders, so that a new one is tested without being named here. */
export async function declaredViews(): Promise<DeclaredView[]> {
  const names = readdirSync(folder);
  return Promise.all(
    names.map(async (name) => {
      const { view } = (await import(new URL(`${name}/view.ts`, folder).href)) as {
        view: { path: string; open?: boolean };
      };
      return { name, path: view.path, open: view.open === true };
    }),
  );
}
