import { printSchema } from '@feed/api/graphql/engine';
import { readSchema } from '@feed/api/schema';
import { writeOrCompare } from '../lib/generated.js';
import { undescribed } from './descriptions.js';
import { pageDocuments } from './page-documents.js';
import { generateTypes, typesFile } from './schema-types.js';

const heading = '# Written by "npm run schema" from services/api/src. Do not edit.\n\n';
const schema = readSchema();

process.exitCode = writeOrCompare(
  [
    { path: 'services/api/schema.graphql', content: `${heading}${printSchema(schema)}` },
    { path: typesFile, content: await generateTypes() },
    ...(await pageDocuments(schema)),
  ],
  undescribed(schema).map((name) => `${name} has no description: say what a client cannot guess`),
);
