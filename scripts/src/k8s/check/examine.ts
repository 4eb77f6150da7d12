import { spawnSync } from 'node:child_process';
import { programFile } from '../../lib/go.js';
import type { Program } from './programs.js';
import { schemaLocation } from './schemas.js';

/** A program's finding about an object. */
export interface Finding {
  readonly program: Program['name'];
  /** The program's own name for the check. */
  readonly check: string;
  /** `Kind/name`. */
  readonly object: string;
  readonly message: string;
}

export const describeFinding = ({ program, check, object, message }: Finding): string =>
  `${program} ${check}: ${object}: ${message}`;

type Read = (output: string) => Omit<Finding, 'program'>[];

const examinations: Readonly<Record<Program['name'], readonly [args: readonly string[], read: Read]>> = {
  kubeconform: [
    ['-strict', '-output', 'json', '-schema-location', schemaLocation, '-'],
    (output) =>
      ((JSON.parse(output) as Kubeconform).resources ?? []).map(({ kind, name, msg }) => ({
        ...{ check: 'schema', object: `${kind}/${name}`, message: msg },
      })),
  ],
  'kube-score': [
    ['score', '--output-format', 'json', '-'],
    (output) => (JSON.parse(output) as KubeScore[]).flatMap(objections),
  ],
  'kube-linter': [
    ['lint', '--format', 'json', '-'],
    (output) =>
      ((JSON.parse(output) as KubeLinter).Reports ?? []).map(
        ({ Check, Diagnostic, Object: { K8sObject } }) => ({
          check: Check,
          object: `${K8sObject.GroupVersionKind.Kind}/${K8sObject.Name}`,
          message: Diagnostic.Message,
        }),
      ),
  ],
  kubesec: [
    ['scan', '--schema-location', schemaLocation, '-'],
    (output) =>
      (JSON.parse(output) as Kubesec[]).flatMap(
        ({ object: file, valid, message, scoring: { critical = [] } }) => {
          const object = file.replace(/\.[^.]*$/, '');
          if (!valid) return [{ check: 'valid', object, message }];
          return critical.map(({ id, reason }) => ({ check: id, object, message: reason }));
        },
      ),
  ],
};

/** @throws Error when the program does not run, or prints anything other than its findings */
export function examine(program: Program, yaml: string): Finding[] {
  const [args, read] = examinations[program.name];
  const options = { input: yaml, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout, stderr, error } = spawnSync(programFile(program), args, options);
  if (error) throw error;
  try {
    return read(stdout).map((finding) => ({ program: program.name, ...finding }));
  } catch (cause) {
    throw new Error(`${program.name} printed no findings: ${(stderr || stdout).slice(0, 500)}`, { cause });
  }
}

interface Kubeconform {
  resources: { kind: string; name: string; msg: string }[] | null;
}

interface KubeScore {
  type_meta: { kind: string };
  object_meta: { name: string };
  checks: {
    check: { id: string };
    /** 1 is critical, 5 a warning, 7 nearly good, 10 good. */
    grade: number;
    skipped: boolean;
    comments: { path: string; summary: string }[] | null;
  }[];
}

const goodGrade = 7;

const objections = ({ type_meta: { kind }, object_meta: { name }, checks }: KubeScore) =>
  checks
    .filter(({ grade, skipped }) => !skipped && grade < goodGrade)
    .map(({ check: { id }, comments }) => ({
      check: id,
      object: `${kind}/${name}`,
      message: (comments ?? []).map(({ path, summary }) => `${path} ${summary}`.trim()).join('; '),
    }));

interface KubeLinter {
  Reports:
    | {
        Check: string;
        Diagnostic: { Message: string };
        Object: { K8sObject: { Name: string; GroupVersionKind: { Kind: string } } };
      }[]
    | null;
}

interface Kubesec {
  object: string;
  valid: boolean;
  message: string;
  scoring: { critical?: { id: string; reason: string }[] };
}
