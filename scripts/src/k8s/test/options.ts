import { Command, InvalidArgumentError } from 'commander';
import { integer } from '@feed/cli/lib/options';

export interface Options {
  /** Image names of the manifests, and what to run instead. */
  image: Record<string, string>;
  /** What the update brings; without any, the same pods are made anew. */
  next: Record<string, string>;
  /** Folders and addresses of definitions, looked at before those on the Internet. */
  crds: string[];
  rate: number;
  drain: boolean;
  keep?: boolean;
}

type Given = Partial<Options> & Pick<Options, 'rate' | 'drain'>;

const notes = `
It makes a namespace of its own that enforces the restricted profile, and removes it and whatever else it made, also
after a failure. The node that it drains loses nothing but the pods of this test, and takes pods again afterwards.

Nothing is pulled that is there already: on kind, load the images first (kind load docker-image …).

Example:
  make k8s-test ARGS="--image feed-api=feed-api:1.2.3 --image feed-worker=feed-worker:1.2.3"

Exit codes: 0 all of it holds; 1 something does not; 2 the command line is wrong; 3 there is no cluster.`;

/** @throws CommanderError for --help and for what is wrong */
export function readOptions(args: readonly string[]): Options {
  const program = new Command('k8s-test')
    .usage('[options]     as ARGS="…" of make k8s-test')
    .description('Tries deploy/k8s on the cluster that KUBECONFIG names.')
    .option('--image <name=reference>', 'run this instead of what the manifests name; repeatable', image)
    .option('--next <name=reference>', 'update to this, as to a new release; repeatable', image)
    .option(
      '--crds <folder|url>',
      'where definitions of operators are, if not on the Internet; repeatable',
      more,
    )
    .option(
      '--rate <n>',
      'requests a second while the api is updated and a node is drained',
      integer(1, 50),
      30,
    )
    .option('--no-drain', 'leave out what needs a second node')
    .option('--keep', 'remove nothing, to look at it')
    .addHelpText('after', notes)
    .showHelpAfterError('Add --help to see what is possible.')
    .exitOverride();
  return { image: {}, next: {}, crds: [], ...program.parse(args, { from: 'user' }).opts<Given>() };
}

function image(text: string, given: Record<string, string> = {}): Record<string, string> {
  const [, name, reference] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || reference === undefined)
    throw new InvalidArgumentError('It must be a name of the manifests, "=", and a reference.');
  return { ...given, [name]: reference };
}

const more = (text: string, given: string[] = []): string[] => [...given, text];
