import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { overlaysFolder } from '../tree.js';
import { pinImages, readPin } from './pin.js';

const usage = `make k8s-pin OVERLAY=production IMAGES="feed-api=ghcr.io/somebody/feed-api@sha256:… feed-worker=…"

Writes the digests of a release into deploy/k8s/overlays/OVERLAY/kustomization.yaml, so that what is applied is what was
published. "docker buildx imagetools inspect IMAGE:VERSION" tells the digest of a version.
`;

function main([overlay, ...images]: readonly string[]): number {
  if (overlay === undefined || overlay === '--help' || images.length === 0)
    return process.stdout.write(usage) && overlay === '--help' ? 0 : 1;
  const file = join(overlaysFolder, overlay, 'kustomization.yaml');
  const pins = images.map(readPin);
  writeFileSync(file, pinImages(readFileSync(file, 'utf8'), pins));
  for (const { name, newName, digest } of pins) process.stdout.write(`${name} is ${newName}@${digest}\n`);
  process.stdout.write(`Wrote ${file}.\n`);
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`k8s-pin: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
