import { runTool } from '@feed/platform/run-tool';
import { Command, InvalidArgumentError, Option } from 'commander';
import { compare } from './compare/compare.js';
import { operationNames, type OperationName } from './compare/operations.js';
import { fanOut } from './fanout/fan-out.js';
import { drawFlames } from './flame/draw.js';

interface Options {
  users: number;
  viewers: number;
  rounds: number;
  seconds: number;
  warmup: number;
  connections: number[];
  operations: OperationName[];
  set: Record<string, string>;
}

interface FanOutOptions {
  followers: number;
  posts: number;
  rounds: number;
  set: Record<string, string>;
}

const started = performance.now();
const progress = (line: string): void =>
  void process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
const print = (text: string): void => void process.stdout.write(`\n${text}`);

function number(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text === '' || !(value >= min && value <= max))
      throw new InvalidArgumentError(`It has to be a number from ${min} to ${max}.`);
    return value;
  };
}

const list = (text: string): number[] => text.split(',').map(number(1, 1000));

function names(text: string): OperationName[] {
  const wanted = text.split(',');
  const unknown = wanted.filter((name) => !(operationNames as readonly string[]).includes(name));
  if (unknown.length > 0) throw new InvalidArgumentError(`There are ${operationNames.join(', ')}.`);
  return operationNames.filter((name) => wanted.includes(name));
}

function setting(text: string, all: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It has to be NAME=VALUE.');
  return { ...all, [name]: value };
}

const rounds = () =>
  new Option('--rounds <n>', 'rounds, in which all take turns').argParser(number(1, 100)).default(3);
const settings = () =>
  new Option('--set <name=value>', 'a setting of our services; may be repeated')
    .argParser(setting)
    .default({});

function addFanOut(program: Command): void {
  program
    .command('fanout')
    .description('Measures how new posts reach timelines, beside the same pushes in a plain pipeline.')
    .addOption(
      new Option('--followers <n>', 'of the author of the burst')
        .argParser(number(10, 10_000))
        .default(6_000),
    )
    .addOption(new Option('--posts <n>', 'in the burst').argParser(number(1, 1_000)).default(60))
    .addOption(rounds())
    .addOption(settings())
    .action(async ({ set, ...rest }: FanOutOptions) =>
      print(await fanOut({ ...rest, settings: set }, progress)),
    );
}

function addFlames(program: Command): void {
  program
    .command('flames')
    .description('Draws a profile of V8, as `node --cpu-prof` writes it, as a picture.')
    .argument('<profile>', 'a file that ends in .cpuprofile')
    .argument('<picture>', 'the SVG file to write')
    .addOption(
      new Option('--from <n>', 'part of the profile to leave out, from 0 to 1')
        .argParser(number(0, 1))
        .default(0.5),
    )
    .action((profile: string, target: string, { from }: { from: number }) => {
      drawFlames(profile, target, from);
    });
}

async function main(args: readonly string[]): Promise<number> {
  const program = new Command('make bench ARGS="…"');
  program
    .enablePositionalOptions()
    .description('Compares the api with a quick port of the original and with the limits of this machine.')
    .addOption(
      new Option('--users <n>', 'accounts in the network').argParser(number(20, 100_000)).default(2_000),
    )
    .addOption(
      new Option('--viewers <n>', 'accounts that make requests').argParser(number(1, 20_000)).default(500),
    )
    .addOption(rounds())
    .addOption(
      new Option('--seconds <n>', 'length of one measurement').argParser(number(0.1, 600)).default(2),
    )
    .addOption(
      new Option('--warmup <n>', 'seconds before the first one').argParser(number(0, 600)).default(2),
    )
    .addOption(new Option('--connections <list>', 'such as 16,64').argParser(list).default([16, 64]))
    .addOption(new Option('--operations <list>', 'of all').argParser(names).default([...operationNames]))
    .addOption(settings())
    .action(async ({ set, warmup: warmupSeconds, ...rest }: Options) =>
      print(await compare({ ...rest, warmupSeconds, settings: set }, progress)),
    );
  addFanOut(program);
  addFlames(program);
  await program.parseAsync(args, { from: 'user' });
  return 0;
}

await runTool(main);
