/** Why a request was rejected before, or instead of, being executed: the values of the metric's label `rule`. */
export const rejectionRules = [
  'body_size',
  'content_type',
  'malformed',
  'batch',
  'tokens',
  'syntax',
  'validation',
  'depth',
  'aliases',
  'root_fields',
  'directives',
  'introspection',
  'cost',
  'answer_size',
  'rate_address',
  'rate_account',
  'rate_login',
  'in_flight',
  'cost_in_flight',
  'unsent',
  'event_loop',
  'password_queue',
  'timeout',
  'method',
] as const;

export type RejectionRule = (typeof rejectionRules)[number];
