import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const site = 'dist/site';
const compressible = new Set(['.css', '.html', '.js', '.svg']);

/** The api serves these files as they are, so that no request compresses anything. */
const compressed = {
  name: 'compressed',
  closeBundle() {
    for (const name of readdirSync(site, { recursive: true })) {
      if (!compressible.has(extname(name))) continue;
      const file = join(site, name);
      const content = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(content));
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['source'] },
  build: {
    outDir: site,
    target: 'es2022',
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  plugins: [compressed],
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true }, '/config.json': 'http://127.0.0.1:4000' } },
});
