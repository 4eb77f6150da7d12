import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';

/** An entry of `images:` in a kustomization. */
export interface Pin {
  /** The image's name in the manifests: `feed-api`. */
  readonly name: string;
  /** Its name in the registry: `ghcr.io/you/feed-api`. */
  readonly newName: string;
  /** `sha256:…` */
  readonly digest: string;
}

const reference = /^(feed-(?:api|worker))=([\w./:-]+?)(?::[\w.-]+)?@(sha256:[0-9a-f]{64})$/;

/** @throws Error unless `text` is like `feed-api=registry/feed-api@sha256:…` */
export function readPin(text: string): Pin {
  const [, name, newName, digest] = reference.exec(text) ?? [];
  if (name === undefined || newName === undefined || digest === undefined)
    throw new Error(`"${text}" is not NAME=IMAGE@sha256:…, with the NAME feed-api or feed-worker`);
  return { name, newName, digest };
}

/** Replaces these images in the kustomization; its comments and everything else stay. */
export function pinImages(kustomization: string, pins: readonly Pin[]): string {
  const document = parseDocument(kustomization);
  const images = document.get('images');
  const others = isSeq<YAMLMap>(images)
    ? images.items.filter((item) => isMap(item) && !pins.some(({ name }) => name === item.get('name')))
    : [];
  document.set('images', document.createNode([...others, ...pins]));
  return document.toString({ lineWidth: 0 });
}
