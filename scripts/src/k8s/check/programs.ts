import type { GoProgram } from '../../lib/go.js';

export interface Program extends GoProgram {
  readonly name: 'kube-score' | 'kube-linter' | 'kubesec' | 'kubeconform';
}

export const programs: readonly Program[] = [
  {
    name: 'kubeconform',
    version: 'v0.7.0',
    module: 'github.com/yannh/kubeconform',
    path: '/cmd/kubeconform',
  },
  { name: 'kube-score', version: 'v1.20.0', module: 'github.com/zegl/kube-score', path: '/cmd/kube-score' },
  {
    name: 'kube-linter',
    version: 'v0.8.3',
    module: 'golang.stackrox.io/kube-linter',
    path: '/cmd/kube-linter',
  },
  { name: 'kubesec', version: 'v2.14.2', module: 'github.com/controlplaneio/kubesec/v2', path: '' },
];
