import type { Finding } from './examine.js';

/** Accepts a finding. A waiver that no finding needs fails the check. */
export interface Waiver {
  readonly program: Finding['program'];
  readonly check: string;
  /** Matches the whole of `Kind/name`; all objects without it. */
  readonly object?: RegExp;
  /** Matches the whole name of a combination; all of them without it. */
  readonly combination?: RegExp;
  readonly reason: string;
}

export const waivers: readonly Waiver[] = [
  {
    program: 'kube-score',
    check: 'container-image-pull-policy',
    reason:
      'A version or digest always names the same image. With "Always", no pod could restart while the registry is down.',
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
      'Two at once would need more connections than the small hosts grant, and no caller waits for either.',
  },
  {
    program: 'kube-score',
    check: 'deployment-has-host-podantiaffinity',
    object: /Deployment\/(api|worker)/,
    reason: 'topologySpreadConstraints spread them over nodes and zones.',
  },
  {
    program: 'kube-score',
    check: 'networkpolicy-targets-pod',
    object: /NetworkPolicy\/(database|cache|database-cluster|cache-replication)/,
    reason: 'The operators of Postgres and Redis, or another component, create the pods.',
  },
  {
    program: 'kube-score',
    check: 'pod-networkpolicy',
    combination: /base(\+.*)?/,
    reason: 'The base does not run alone; every overlay has the network policies.',
  },
];

export interface Judgement {
  /** Findings that no waiver covers. */
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
