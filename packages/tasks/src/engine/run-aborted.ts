/** The reason of an aborted run. */
export class RunAborted extends Error {
  readonly reason: 'lost_lease' | 'lease_expired' | 'shutdown' | 'timeout';

  constructor(reason: RunAborted['reason']) {
    super(`the run was stopped: ${reason}`);
    this.name = 'RunAborted';
    this.reason = reason;
  }
}
