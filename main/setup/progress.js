import { stderr } from 'node:process';

/** A reason to stop that a person can act on. Its message is all that is printed. */
export class SetupError extends Error {}

/**
 * Tells a person what is going on. All of it goes to stderr: stdout belongs to what is started.
 * @param {string} text one line
 */
export function say(text) {
  stderr.write(`strongroom: ${text}\n`);
}

/**
 * Runs a command's main function, and prints the reason when it cannot go on.
 * @param {() => Promise<number>} main gives the exit code
 */
export async function run(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
