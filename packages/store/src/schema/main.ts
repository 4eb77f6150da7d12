import { runSchema } from './run.js';

await runSchema(process.argv.slice(2));
