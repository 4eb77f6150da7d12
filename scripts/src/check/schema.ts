import { parse, printSchema } from '@feed/api/graphql/engine';
import { readSchema } from '@feed/api/schema';
import { collection } from '../client/collection.js';
import { readDocuments } from '../client/documents.js';
import { clientFiles } from '../client/types.js';
import { referencePages } from '../reference/pages.js';
import { writeOrCompare } from '../lib/generated.js';
import { undescribed } from './descriptions.js';
import { pageDocuments } from './page-documents.js';
import { generateTypes, typesFile } from './schema-types.js';

const heading = '# Written by "npm run schema" from services/api/src. Do not edit.\n\n';
const schema = readSchema();
const sdl = printSchema(schema);
const documents = readDocuments();

process.exitCode = writeOrCompare(
  [
    { path: 'services/api/schema.graphql', content: `${heading}${sdl}` },
    { path: typesFile, content: await generateTypes() },
    ...(await pageDocuments(schema)),
    ...(await clientFiles(parse(sdl), documents)),
    await collection(parse(sdl), documents.operations),
    ...(await referencePages(parse(sdl), documents.operations)),
  ],
  undescribed(schema).map((name) => `${name} has no description: say what a client cannot guess`),
);
