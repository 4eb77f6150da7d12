import { Command, InvalidArgumentError } from 'commander';
import { integer } from '@feed/cli/lib/options';

export interface Options {
  /** Images to run, by their names in the manifests. */
  image: Record<string, string>;
  /** Images of the update; without any, the same pods are replaced. */
  next: Record<string, string>;
  /** Folders and addresses of definitions, which come before those on the Internet. */
  crds: string[];
  rate: number;
  drain: boolean;
  keep?: boolean;
}

const notes = `
It creates a namespace that enforces the restricted profile, and removes everything it created, also after a failure.
The node that it drains loses only pods of this test, and takes pods again afterwards.

Images that the cluster has are not pulled: on kind, load them first (kind load docker-image …).

Example:
  make k8s-test ARGS="--image feed-api=feed-api:1.2.3 --image feed-worker=feed-worker:1.2.3"

Exit codes: 0 passed; 1 failed; 2 the command line is wrong; 3 there is no cluster.`;

/** @throws CommanderError for --help and for a wrong command line */
export function readOptions(args: readonly string[]): Options {
  const program = new Command('k8s-test')
    .usage('[options]     as ARGS="…" of make k8s-test')
    .description('Tests deploy/k8s on the cluster that KUBECONFIG names.')
    .option('--image <name=reference>', 'run this image instead; repeatable', image, {})
    .option('--next <name=reference>', 'update to this image, as to a new release; repeatable', image, {})
    .option('--crds <folder|url>', 'has definitions of operators; repeatable', more, [])
    .option('--rate <n>', 'requests a second during the update and the drain', integer(1, 50), 30)
    .option('--no-drain', 'skip what needs a second node')
    .option('--keep', 'remove nothing, so that you can inspect it')
    .addHelpText('after', notes)
    .showHelpAfterError('Add --help to list the options.')
    .exitOverride();
  return program.parse(args, { from: 'user' }).opts<Options>();
}

function image(text: string, given: Record<string, string>): Record<string, string> {
  const [, name, reference] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || reference === undefined)
    throw new InvalidArgumentError('It must be a name of the manifests, "=", and a reference.');
  return { ...given, [name]: reference };
}

const more = (text: string, given: string[]): string[] => [...given, text];
