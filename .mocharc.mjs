// Lets an editor, or `npx mocha FILE`, run one test file; the servers it needs are started by the hooks. `npm test` adds to this.
const loader = '--import tsx --conditions=source';
const options = process.env.NODE_OPTIONS ?? '';

// Programs that tests start need it too.
if (!options.includes(loader)) process.env.NODE_OPTIONS = `${options} ${loader}`;

export default {
  // Mocha hands its environment to a new process when there is an option for node.
  'node-option': ['conditions=source'],
  require: ['packages/testkit/src/mocha-hooks.ts'],
  timeout: 30_000 * Number(process.env.TEST_SLOWNESS ?? 2),
  exit: true,
};
