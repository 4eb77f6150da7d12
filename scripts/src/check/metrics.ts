import { readFileSync } from 'node:fs';
import { formatted, writeOrCompare } from '../lib/generated.js';
import { metricsReference } from './metrics-reference.js';
import { registeredMetrics } from './registered-metrics.js';

const path = 'docs/metrics.md';
const begin = '<!-- The tables are written by "npm run metrics" from the code. Do not edit them. -->\n';
const [prose = ''] = readFileSync(path, 'utf8').split(begin, 1);
const content = `${prose}${begin}\n${metricsReference(registeredMetrics())}`;

process.exitCode = writeOrCompare([await formatted({ path, content })]);
