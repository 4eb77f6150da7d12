import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

// Runs inside an image, with its own node, and prints every file of the image as JSON. See scripts/src/images/files.ts.
const root = '/';
const device = lstatSync(root).dev;
// The engine puts these into every container.
const engines = /^\/(\.dockerenv|dev|proc|sys|etc\/(hostname|hosts|mtab|resolv\.conf))$/;
const keyMaterial =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[\w+/=\s]{64}|\b(AKIA[A-Z0-9]{16}|gh[pousr]_\w{36}|npm_\w{36})\b/;
const manifests = /\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/;
const scannedBytes = 4 * 1024 * 1024;

function packageOf(path, bytes) {
  if (!manifests.test(path)) return {};
  const { name, version } = JSON.parse(bytes.toString());
  return { package: `${name}@${version}` };
}

function describe(path) {
  const stat = lstatSync(path);
  const entry = {
    path,
    mode: (stat.mode & 0o7777).toString(8),
    owner: `${stat.uid}:${stat.gid}`,
  };
  if (stat.isDirectory()) return { ...entry, kind: stat.dev === device ? 'folder' : 'mount' };
  // The engine changes the times of folders into which it puts files, so only the times of files are compared.
  const dated = { ...entry, modified: stat.mtimeMs };
  if (stat.isSymbolicLink()) return { ...dated, kind: 'link', content: readlinkSync(path) };
  const bytes = readFileSync(path);
  return {
    ...dated,
    kind: 'file',
    size: bytes.length,
    content: createHash('sha256').update(bytes).digest('hex'),
    secret: bytes.length < scannedBytes && keyMaterial.test(bytes.toString('latin1')),
    ...packageOf(path, bytes),
  };
}

function list(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => !engines.test(path))
    .map(describe)
    .flatMap((entry) => (entry.kind === 'folder' ? [entry, ...list(entry.path)] : [entry]));
}

process.stdout.write(JSON.stringify(list(root)));
