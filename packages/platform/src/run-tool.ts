/** Runs `main` with the arguments of this process and sets the exit code. A failure is printed without a stack, and the code is 1. */
export async function runTool(main: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`\n${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
