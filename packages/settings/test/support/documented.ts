import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** Asserts that the section of docs/configuration.md lists exactly the variables that `read` uses. */
export function assertDocumented(
  section: string,
  required: NodeJS.ProcessEnv,
  read: (env: NodeJS.ProcessEnv) => unknown,
): void {
  const seen = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>(required, {
    get: (target, name) => {
      seen.add(String(name));
      return target[String(name)];
    },
  });
  read(env);
  const guide = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');
  const text = guide.split(/^## /m).find((part) => part.startsWith(section)) ?? '';
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| (secret)?/gm)];
  const documented = rows.flatMap(([, name = '', secret]) => (secret ? [name, `${name}_FILE`] : [name]));
  assert.deepEqual([...seen].sort(), documented.sort());
}
