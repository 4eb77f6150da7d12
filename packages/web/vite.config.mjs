import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defaultClientConditions, defineConfig } from 'vite';

const compressible = new Set(['.css', '.html', '.js', '.svg']);

/** The api serves these files as they are, so that no request compresses anything. */
const compressed = {
  name: 'compressed',
  writeBundle({ dir }) {
    for (const name of readdirSync(dir, { recursive: true })) {
      if (!compressible.has(extname(name))) continue;
      const file = join(dir, name);
      const content = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(content));
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};

/** Vite loads the styles and scripts of a part before it. Here the styles are one file, and no part has scripts of its own. */
const noPreload = {
  name: 'no-preload',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null,
};

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  // Other packages of this repository are bundled from their sources, so that nothing has to be compiled before.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist/site',
    target: 'es2022',
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      // Everything but the views is needed at once, and is smaller in one piece.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'page',
              test: /\/src\/(app|live|posts|session|ui)\/|\/node_modules\/|\/packages\/client\//,
            },
          ],
        },
      },
    },
  },
  plugins: [noPreload, compressed],
  server: {
    proxy: {
      '/graphql': { target: 'http://127.0.0.1:4000', ws: true },
      '/config.json': 'http://127.0.0.1:4000',
    },
  },
});
