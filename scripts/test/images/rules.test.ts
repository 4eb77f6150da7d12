import assert from 'node:assert/strict';
import type { Entry } from '../../src/images/files.js';
import { component } from './support/component.js';
import { type Image, type ImageConfig, ruleProblems, rules } from '../../src/images/rules.js';

const file = (path: string, more: Partial<Entry> = {}): Entry => ({
  path,
  kind: 'file',
  mode: '644',
  owner: '0:0',
  size: 1,
  ...more,
});
const label = (name: string) => `org.opencontainers.image.${name}`;

const config: ImageConfig = {
  User: '1000:1000',
  Env: ['PATH=/usr/bin', 'NODE_ENV=production', 'BUILD_REVISION=abc'],
  Entrypoint: ['tini', '--'],
  Cmd: ['node', 'main.js'],
  Labels: Object.fromEntries(
    ['title', 'description', 'version', 'revision', 'created'].map((name) => [label(name), 'x']),
  ),
};
const good: Image = {
  config,
  files: [
    file('/feed/main.js'),
    file('/etc/os-release'),
    file('/var/lib/dpkg/status.d/libc6'),
    file('/feed/node_modules/a/LICENSE.md'),
    file('/feed/node_modules/a/package.json', { package: 'a@1.0.0' }),
    { path: '/tmp', kind: 'folder', mode: '1777', owner: '0:0' },
    { path: '/feed/node_modules/@feed/store', kind: 'link', mode: '777', owner: '0:0' },
  ],
  sbom: { components: [component('a')] },
};

const withConfig = (more: Partial<ImageConfig>): Image => ({ ...good, config: { ...config, ...more } });
const withFile = (path: string, more: Partial<Entry> = {}): Image => ({
  ...good,
  files: [...good.files, file(path, more)],
});
const withoutFile = (path: string): Image => ({
  ...good,
  files: good.files.filter((entry) => entry.path !== path),
});

/** Images that break exactly one rule. */
const faults: Readonly<Record<keyof typeof rules, readonly Image[]>> = {
  'runs as a user other than root, given by number': [
    withConfig({ User: '' }),
    withConfig({ User: 'node' }),
    withConfig({ User: '0' }),
  ],
  'starts node under an init, without a shell': [
    withConfig({ Entrypoint: null }),
    withConfig({ Cmd: ['/bin/sh', '-c', 'node main.js'] }),
  ],
  'has its labels': [
    withConfig({ Labels: null }),
    withConfig({ Labels: { ...config.Labels, [label('revision')]: 'unknown' } }),
  ],
  'has no secret in its environment': [withConfig({ Env: ['AUTH_SECRET=x'] })],
  'has no secret in its files': [
    withFile('/feed/.env'),
    withFile('/feed/.npmrc'),
    withFile('/feed/tls.key'),
    withFile('/feed/harmless.js', { secret: true }),
  ],
  'has no source text and no source map': [withFile('/feed/main.ts'), withFile('/feed/main.js.map')],
  'has no tests': [withFile('/feed/test/a.js'), withFile('/feed/node_modules/a/a.test.js')],
  'has no documentation': [withFile('/feed/node_modules/a/README.md')],
  'has no shell and no package manager': [withFile('/bin/sh'), withFile('/usr/local/bin/npm')],
  'belongs to root, and no other user may change it': [
    withFile('/feed/a.js', { owner: '1000:1000' }),
    withFile('/feed/a.js', { mode: '666' }),
    withFile('/usr/bin/a', { mode: '4755' }),
  ],
  'has no package that its SBOM lacks': [
    withFile('/feed/node_modules/b/package.json', { package: 'b@1.0.0' }),
  ],
  'lists its Debian packages': [withoutFile('/etc/os-release'), withoutFile('/var/lib/dpkg/status.d/libc6')],
  'is small enough': [withFile('/feed/data', { size: 230_000_001 })],
};

describe('the rules for what is in an image', () => {
  it('accept a good image', () => {
    assert.deepEqual(ruleProblems(good), []);
  });

  it('each have a planted fault', () => {
    assert.deepEqual(Object.keys(faults).sort(), Object.keys(rules).sort());
  });

  for (const [rule, images] of Object.entries(faults))
    it(`find an image of which it is not true that it ${rule}`, () => {
      for (const image of images) {
        const [problem, ...more] = ruleProblems(image);
        assert.ok(problem?.startsWith(`not true: ${rule}: `), problem);
        assert.deepEqual(more, []);
      }
    });
});
