import { docker } from './docker.js';

/** What an image says of how it wants to be run; the parts that are looked at. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>> | null;
}

export const readImageConfig = (image: string): ImageConfig =>
  JSON.parse(docker(['image', 'inspect', '--format', '{{json .Config}}', image])) as ImageConfig;

/** Digests of what is in the layers, the lowest first. */
export const readLayers = (image: string): string[] =>
  JSON.parse(docker(['image', 'inspect', '--format', '{{json .RootFS.Layers}}', image])) as string[];
