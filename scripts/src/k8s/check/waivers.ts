import type { Finding } from './finding.js';

/** What a program says and what is left as it is all the same. One that nothing needs any more fails the check. */
export interface Waiver {
  readonly program: Finding['program'];
  readonly check: string;
  /** Matches the whole of `Kind/name`; without it all objects. */
  readonly object?: RegExp;
  /** Matches the whole name of a combination; without it all of them. */
  readonly combination?: RegExp;
  readonly reason: string;
}

export const waivers: readonly Waiver[] = [
  {
    program: 'kube-score',
    check: 'container-image-pull-policy',
    reason:
      'Versions and digests never change what they name. "Always" would keep a pod from being restarted while the registry is away.',
  },
  {
    program: 'kube-score',
    check: 'deployment-replicas',
    object: /Deployment\/(api|redis)/,
    reason:
      'The small hosts have one of each; the overlay for production has several, set by the autoscaler.',
  },
  {
    program: 'kube-score',
    check: 'deployment-strategy',
    object: /Deployment\/(worker|redis)/,
    reason:
      'Two at once would hold more connections than the small hosts grant, and nobody waits for either.',
  },
  {
    program: 'kube-score',
    check: 'deployment-has-host-podantiaffinity',
    object: /Deployment\/(api|worker)/,
    reason: 'They are spread over nodes and zones by topologySpreadConstraints.',
  },
  {
    program: 'kube-score',
    check: 'networkpolicy-targets-pod',
    object: /NetworkPolicy\/(database|cache|database-cluster|cache-replication)/,
    reason: 'The pods are made by the operators of Postgres and Redis, or by another component.',
  },
  {
    program: 'kube-score',
    check: 'pod-networkpolicy',
    combination: /base(\+.*)?/,
    reason: 'Nobody runs the base alone; every overlay has the network policies.',
  },
];

export interface Judgement {
  /** What no waiver covers. */
  readonly open: Finding[];
  readonly used: Set<Waiver>;
}

export function judge(combination: string, findings: readonly Finding[], list = waivers): Judgement {
  const used = new Set<Waiver>();
  const open = findings.filter((finding) => {
    const waiver = list.find((candidate) => covers(candidate, combination, finding));
    if (waiver) used.add(waiver);
    return waiver === undefined;
  });
  return { open, used };
}

function covers(waiver: Waiver, combination: string, { program, check, object }: Finding): boolean {
  if (program !== waiver.program || check !== waiver.check) return false;
  return isAll(waiver.object, object) && isAll(waiver.combination, combination);
}

const isAll = (pattern: RegExp | undefined, text: string): boolean =>
  pattern === undefined || new RegExp(`^(?:${pattern.source})$`).test(text);
