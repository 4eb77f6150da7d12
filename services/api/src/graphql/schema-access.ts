import type { RequestFacts } from '../auth/request-facts.js';
import type { AppContext } from '../context.js';

/** Whether a caller may read the schema. Callers who may not also get no hints about its names in errors. */
export const seesSchema = (
  { config }: Pick<AppContext, 'config'>,
  { viewer }: Pick<RequestFacts, 'viewer'>,
): boolean => viewer !== null || config.introspection === 'public';
