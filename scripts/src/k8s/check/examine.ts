import { spawnSync } from 'node:child_process';
import type { Finding } from './finding.js';
import { type Program, programFile } from './programs.js';
import { schemaLocation } from './schemas.js';

interface Examination {
  args: readonly string[];
  read(output: string): Omit<Finding, 'program'>[];
}

const examinations: Readonly<Record<Program['name'], Examination>> = {
  kubeconform: {
    args: ['-strict', '-output', 'json', '-schema-location', schemaLocation, '-'],
    read: readKubeconform,
  },
  'kube-score': { args: ['score', '--output-format', 'json', '-'], read: readKubeScore },
  'kube-linter': { args: ['lint', '--format', 'json', '-'], read: readKubeLinter },
  kubesec: { args: ['scan', '--schema-location', schemaLocation, '-'], read: readKubesec },
};

/** @throws Error when the program does not answer as it should */
export function examine(program: Program, yaml: string): Finding[] {
  const { args, read } = examinations[program.name];
  const options = { input: yaml, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout, stderr, error } = spawnSync(programFile(program), [...args], options);
  if (error) throw error;
  try {
    return read(stdout).map((finding) => ({ program: program.name, ...finding }));
  } catch (cause) {
    throw new Error(`${program.name} cannot be understood: ${(stderr || stdout).slice(0, 500)}`, { cause });
  }
}

interface KubeconformResult {
  resources: { kind: string; name: string; msg: string }[] | null;
}

function readKubeconform(output: string) {
  const { resources } = JSON.parse(output) as KubeconformResult;
  return (resources ?? []).map(({ kind, name, msg }) => ({
    check: 'schema',
    object: `${kind}/${name}`,
    message: msg,
  }));
}

interface KubeScoreResult {
  type_meta: { kind: string };
  object_meta: { name: string };
  checks: {
    check: { id: string };
    grade: number;
    skipped: boolean;
    comments: { path: string; summary: string }[] | null;
  }[];
}

/** 1 is critical, 5 a warning, 7 nearly well, 10 well. */
const wellGrade = 7;

function readKubeScore(output: string) {
  const results = JSON.parse(output) as KubeScoreResult[];
  return results.flatMap(({ type_meta, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < wellGrade)
      .map(({ check, comments }) => ({
        check: check.id,
        object: `${type_meta.kind}/${object_meta.name}`,
        message: (comments ?? []).map(({ path, summary }) => `${path} ${summary}`.trim()).join('; '),
      })),
  );
}

interface KubeLinterResult {
  Reports:
    | {
        Check: string;
        Diagnostic: { Message: string };
        Object: { K8sObject: { Name: string; GroupVersionKind: { Kind: string } } };
      }[]
    | null;
}

function readKubeLinter(output: string) {
  const { Reports } = JSON.parse(output) as KubeLinterResult;
  return (Reports ?? []).map(({ Check, Diagnostic, Object: { K8sObject: object } }) => ({
    check: Check,
    object: `${object.GroupVersionKind.Kind}/${object.Name}`,
    message: Diagnostic.Message,
  }));
}

interface KubesecResult {
  object: string;
  valid: boolean;
  message: string;
  scoring: { critical?: { id: string; reason: string }[] };
}

function readKubesec(output: string) {
  const results = JSON.parse(output) as KubesecResult[];
  return results.flatMap(({ object, valid, message, scoring }) => {
    const name = object.replace(/\.[^.]*$/, '');
    if (!valid) return [{ check: 'valid', object: name, message }];
    return (scoring.critical ?? []).map(({ id, reason }) => ({ check: id, object: name, message: reason }));
  });
}
