// Runs on its own, also in a pod that gets only this file, so it may import only modules of Node.
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

/** The first line on standard input. The end of standard input ends the load. */
export interface LoadSettings {
  /** GraphQL of the api. */
  url: string;
  /** Access tokens of the accounts, which take turns. */
  tokens: string[];
  /** Requests per second of all accounts together. */
  rate: number;
}

/** A line on standard output: one each second, the last one once no request is in flight. */
export interface LoadReport {
  requests: number;
  /** Requests that got 200 and data. */
  succeeded: number;
  failed: number;
  slowestMs: number;
  /** The first failures, with the second of the run in which they were sent. */
  failures: string[];
  /** Ids of the posts whose creation was acknowledged; in the last line only. */
  created: string[];
}

const requestMs = 15_000;
const reportMs = 1_000;
const failuresKept = 10;
/** Every fourth request writes. */
const bodies = [
  ...Array<string>(3).fill('{ homeFeed(first: 10) { edges { node { id content } } } }'),
  'mutation { createPost(input: { content: "under load" }) { post { id } } }',
].map((query) => JSON.stringify({ query }));

const report = { requests: 0, succeeded: 0, failed: 0, slowestMs: 0, failures: [] as string[] };
const created: string[] = [];
const started = performance.now();
/** A server that ends can break kept-alive connections; every second request uses a connection of its own. */
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
    const second = ((began - started) / 1000).toFixed(1);
    if (report.failures.length < failuresKept)
      report.failures.push(`${second} s, ${agent ? 'kept' : 'new'}: ${problem}`);
  };
  const call = request(url, { method: 'POST', headers, agent, timeout: requestMs }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    response.on('error', () => undefined);
    response.on('close', () => end(read(response.statusCode, response.complete, text)));
  });
  call.on('timeout', () => call.destroy(new Error('no response')));
  call.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  call.end(bodies[Math.floor(number / tokens.length) % bodies.length]);
}

/** Remembers a post that was created. @returns what is wrong with the response */
function read(status: number | undefined, complete: boolean, text: string): string | undefined {
  if (!complete) return 'cut off';
  if (status !== 200 || !text.startsWith('{"data":{') || text.includes('"errors":'))
    return `${status} ${text.slice(0, 200)}`;
  const id = /"createPost":\{"post":\{"id":"(\w+)"/.exec(text)?.[1];
  if (id !== undefined) created.push(id);
  return undefined;
}

const print = (ids: string[] = []): void =>
  void process.stdout.write(`${JSON.stringify({ ...report, created: ids })}\n`);

function run(settings: LoadSettings, input: NodeJS.EventEmitter): void {
  const sending = setInterval(() => send(settings), 1000 / settings.rate);
  const printing = setInterval(print, reportMs);
  input.once('close', () => {
    clearInterval(sending);
    const waiting = setInterval(() => {
      if (report.succeeded + report.failed < report.requests) return;
      for (const timer of [waiting, printing]) clearInterval(timer);
      kept.destroy();
      print(created);
    }, 50);
  });
}

const input = createInterface({ input: process.stdin });
input.once('line', (line) => run(JSON.parse(line) as LoadSettings, input));
