import type { LabelValues } from '@feed/platform/metric-rules';
import type { Metrics, TypedHistogram } from '@feed/platform/metrics';
import type { GraphQLSchema } from './engine.js';

const types = ['query', 'mutation', 'subscription'] as const;
const outcomes = ['ok', 'error'] as const;

export type Outcome = (typeof outcomes)[number];

type Labels = { operation_type: typeof types; operation_name: string[]; outcome: typeof outcomes };

export type OperationMetric = TypedHistogram<Labels>;

/** Declares the metric with one series per root field of the schema that is for everyone, so that no document can add another. */
export function declareOperationMetric(metrics: Metrics, schema: GraphQLSchema): OperationMetric {
  const fields = {
    query: namesOf(schema.getQueryType()),
    mutation: namesOf(schema.getMutationType()),
    subscription: namesOf(schema.getSubscriptionType()),
  };
  const sets = types.flatMap((operation_type) =>
    fields[operation_type].flatMap((operation_name) =>
      outcomes.map((outcome): LabelValues<Labels> => ({ operation_type, operation_name, outcome })),
    ),
  );
  return metrics.histogram({
    name: 'graphql_operation_duration_seconds',
    help:
      'Execution time of GraphQL operations, named by their first root field, those for administrators as other. The outcome is error when the system ' +
      'failed; mistakes of the caller are ok here and counted by graphql_errors_total.',
    labels: {
      operation_type: types,
      operation_name: [...new Set(Object.values(fields).flat())],
      outcome: outcomes,
    },
    sets,
    buckets: [0.03, 0.1, 0.3, 1],
  });
}

interface Root {
  getFields(): Record<string, { name: string; description?: string | null | undefined }>;
}

/** Operations for administrators are few, and counted together as `other`, so that they add no series. */
const isMeasured = ({ description }: { description?: string | null | undefined }): boolean =>
  !description?.startsWith('For administrators.');

const namesOf = (type: Root | null | undefined): string[] => [
  ...Object.values(type?.getFields() ?? {})
    .filter(isMeasured)
    .map(({ name }) => name),
  'other',
];
