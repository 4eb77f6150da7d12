import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildArguments, imageTags } from '../../src/images/build.js';
import { dockerfile, readServices, sharedInputs } from '../../src/images/services.js';
import { places } from '@feed/cli/system/places';

const text = readFileSync(join(places.root, dockerfile), 'utf8');
const stageOf = (name: string) =>
  new RegExp(`^FROM \\S+ AS ${name}\n[^]*?(?=^FROM )`, 'm').exec(text)?.[0] ?? '';

describe('the Dockerfile', () => {
  it('is the only one, and has a stage for every service and for the tools', () => {
    const tracked = execFileSync('git', ['ls-files', '*Dockerfile*'], { cwd: places.root, encoding: 'utf8' });
    assert.equal(tracked.trim(), dockerfile);
    for (const { name } of readServices(places.root)) {
      const stage = stageOf(name);
      assert.match(stage, /^FROM service AS /);
      assert.match(stage, /image\.title=.*\n.*image\.description=/);
      assert.match(stage, new RegExp(`^CMD \\["node", "services/${name}/dist/main\\.js"\\]`, 'm'));
    }
    assert.match(stageOf('cli'), /packages\/cli\/bin\/feedctl\.mjs/);
  });

  it('carries no secret, and takes its base from one place', () => {
    const froms = text.match(/^FROM \S+/gm) ?? [];
    assert.deepEqual([...new Set(froms)].sort(), [
      'FROM ${NODE_IMAGE}',
      'FROM ${SERVICE}',
      'FROM base',
      'FROM image',
      'FROM installed',
      'FROM scratch',
      'FROM service',
    ]);
    assert.doesNotMatch(text, /^(ARG|ENV) .*(SECRET|PASSWORD|TOKEN)/m);
  });

  it('finds its inputs in the build context', () => {
    const inputs = sharedInputs(places.root);
    assert.ok(inputs.includes('package-lock.json') && !inputs.includes('packages'));
    for (const path of inputs) assert.ok(existsSync(join(places.root, path)), path);
  });
});

describe('the command that builds an image', () => {
  const service = { name: 'api', workspace: '@feed/api', version: '1.2.3' };
  const revision = { sha: 'abc', committedAt: 1_700_000_000 };
  const options = {
    root: '/r',
    service,
    revision,
    tags: imageTags('feed-', service, revision),
    extra: [],
    push: false,
  };

  it('contains version and commit, and no build time', () => {
    const args = buildArguments(options).join(' ');
    assert.match(
      args,
      /^build --file \/r\/services\/Dockerfile --build-arg SERVICE=api --tag feed-api:1.2.3 --tag feed-api:abc /,
    );
    assert.match(args, /VERSION=1.2.3 .*REVISION=abc .*created=2023-11-14T22:13:20.000Z/);
  });

  it('attaches SBOM and provenance to what is pushed', () => {
    const args = buildArguments({ ...options, push: true }).join(' ');
    assert.match(args, /^buildx build --push --sbom=true --provenance=mode=max /);
  });
});

describe('slim-modules', () => {
  const kept = [
    'a/package.json',
    'a/index.js',
    'a/LICENSE.md',
    'a/lib/test/loaded.js',
    'a/lib/docs/loaded.js',
    '@s/b/package.json',
  ];
  const removed = [
    'a/README.md',
    'a/index.d.ts',
    'a/index.js.map',
    'a/test/a.js',
    'a/docs/a.html',
    '@types/c/package.json',
    '.bin/a',
    '.package-lock.json',
    'a/node_modules/d/test/x.js',
  ];

  it('removes what no program loads, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'feed-slim-'));
    try {
      for (const path of [...kept, ...removed, 'a/node_modules/d/package.json']) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), '{}');
      }
      execFileSync(process.execPath, [join(places.root, 'scripts/bin/slim-modules.mjs'), folder]);
      assert.deepEqual(
        kept.filter((path) => !existsSync(join(folder, path))),
        [],
      );
      assert.deepEqual(
        removed.filter((path) => existsSync(join(folder, path))),
        [],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
