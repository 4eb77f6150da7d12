// Runs in a pod, alone: it is sent there as one file and may import nothing but what Node has.
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

/** The first line on standard input. The end of standard input ends the load. */
export interface LoadSettings {
  /** GraphQL of the api. */
  url: string;
  /** Of accounts, which take turns. */
  tokens: string[];
  /** A second, of all accounts together. */
  rate: number;
}

/** A line on standard output: one each second, the last one once nothing is in flight. */
export interface LoadReport {
  requests: number;
  /** Answered with 200 and data. */
  succeeded: number;
  failed: number;
  slowestMs: number;
  /** The first of the failures, with the second of the run in which they were sent. */
  failures: string[];
}

const requestMs = 15_000;
const reportMs = 1_000;
const failuresKept = 10;
/** Every fourth request writes. */
const bodies = [
  ...Array<string>(3).fill('{ homeFeed(first: 10) { edges { node { id content } } } }'),
  'mutation { createPost(input: { content: "under load" }) { post { id } } }',
].map((query) => JSON.stringify({ query }));

const report: LoadReport = { requests: 0, succeeded: 0, failed: 0, slowestMs: 0, failures: [] };
const started = performance.now();
/** Connections that outlive their request are what an ending server can break; each second request has its own. */
const kept = new Agent({ keepAlive: true, maxSockets: 8 });

function send({ url, tokens }: LoadSettings): void {
  const number = report.requests++;
  const began = performance.now();
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${tokens[number % tokens.length]}`,
  };
  const agent = number % 2 === 0 ? kept : false;
  const end = (problem?: string): void => {
    report.slowestMs = Math.max(report.slowestMs, Math.round(performance.now() - began));
    if (problem === undefined) return void report.succeeded++;
    report.failed++;
    if (report.failures.length < failuresKept)
      report.failures.push(
        `${((began - started) / 1000).toFixed(1)} s, ${agent ? 'kept' : 'new'}: ${problem}`,
      );
  };
  const call = request(url, { method: 'POST', headers, agent, timeout: requestMs }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    answer.on('error', () => undefined);
    answer.on('close', () => end(problemOf(answer.statusCode, answer.complete, text)));
  });
  call.on('timeout', () => call.destroy(new Error('no answer')));
  call.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  call.end(bodies[Math.floor(number / tokens.length) % bodies.length]);
}

function problemOf(status: number | undefined, complete: boolean, text: string): string | undefined {
  if (!complete) return 'cut off';
  if (status === 200 && text.startsWith('{"data":{') && !text.includes('"errors":')) return undefined;
  return `${status} ${text.slice(0, 200)}`;
}

const print = (): void => void process.stdout.write(`${JSON.stringify(report)}\n`);

function run(settings: LoadSettings, input: NodeJS.EventEmitter): void {
  const sending = setInterval(() => send(settings), 1000 / settings.rate);
  const printing = setInterval(print, reportMs);
  input.once('close', () => {
    clearInterval(sending);
    const waiting = setInterval(() => {
      if (report.succeeded + report.failed < report.requests) return;
      for (const timer of [waiting, printing]) clearInterval(timer);
      kept.destroy();
      print();
    }, 50);
  });
}

const input = createInterface({ input: process.stdin });
input.once('line', (line) => run(JSON.parse(line) as LoadSettings, input));
