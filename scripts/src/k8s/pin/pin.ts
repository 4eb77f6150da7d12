import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';

export interface Pin {
  /** As the manifests call it: `feed-api`. */
  readonly name: string;
  /** Where it is: `ghcr.io/somebody/feed-api`. */
  readonly newName: string;
  /** `sha256:…` */
  readonly digest: string;
}

const reference = /^([\w./:-]+?)(?::[\w.-]+)?@(sha256:[0-9a-f]{64})$/;

/** @throws Error when `text` is no `feed-api=registry/feed-api@sha256:…` */
export function readPin(text: string): Pin {
  const [name = '', image = ''] = text.split('=', 2);
  const [, newName, digest] = reference.exec(image) ?? [];
  if (!/^feed-(api|worker)$/.test(name) || newName === undefined || digest === undefined)
    throw new Error(`"${text}" is no NAME=IMAGE@sha256:…, with NAME feed-api or feed-worker`);
  return { name, newName, digest };
}

/** The kustomization with `images:` that say exactly what runs; comments and all else stay. */
export function pinImages(kustomization: string, pins: readonly Pin[]): string {
  const document = parseDocument(kustomization);
  const images = document.get('images');
  const others = isSeq<YAMLMap>(images)
    ? images.items.filter((item) => isMap(item) && !pins.some(({ name }) => name === item.get('name')))
    : [];
  document.set('images', document.createNode([...others, ...pins]));
  return document.toString({ lineWidth: 0 });
}
