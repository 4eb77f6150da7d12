import { printSchema } from '@feed/api/graphql/engine';
import { buildSchema } from '@feed/api/schema';
import { writeOrCompare } from '../lib/generated.js';
import { undescribed } from './descriptions.js';

const heading = '# Written by "npm run schema" from services/api/src. Do not edit.\n\n';
const schema = buildSchema();

process.exitCode = writeOrCompare(
  [{ path: 'services/api/schema.graphql', content: `${heading}${printSchema(schema)}` }],
  undescribed(schema).map((name) => `${name} has no description: say what a client cannot guess`),
);
