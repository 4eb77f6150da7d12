import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '@feed/platform/run-tool';
import { pinImages, readPin } from '../pin.js';
import { overlaysFolder } from '../tree.js';

const usage = `make k8s-pin OVERLAY=production IMAGES="feed-api=ghcr.io/you/feed-api@sha256:… feed-worker=…"

Writes the digests of a release into deploy/k8s/overlays/OVERLAY/kustomization.yaml, so that exactly the published
images run. "docker buildx imagetools inspect IMAGE:VERSION" shows the digest of a version.
`;

async function main([overlay, ...images]: readonly string[]): Promise<number> {
  if (overlay === undefined || overlay === '--help' || images.length === 0)
    return process.stdout.write(usage) && overlay === '--help' ? 0 : 1;
  const file = join(overlaysFolder, overlay, 'kustomization.yaml');
  const pins = images.map(readPin);
  writeFileSync(file, pinImages(readFileSync(file, 'utf8'), pins));
  for (const { name, newName, digest } of pins) process.stdout.write(`${name} is ${newName}@${digest}\n`);
  process.stdout.write(`Wrote ${file}.\n`);
  return 0;
}

await runTool(main);
