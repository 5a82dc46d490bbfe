import { platform } from 'node:process';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * A limit of 1 byte, not 0: Linux ignores 0 when core dumps are piped to a collector, and refuses them altogether at 1 (core(5)).
 * Where prlimit is missing, 0 keeps at least files from being written.
 */
const limit = 'prlimit --pid $$ --core=1:1 2>/dev/null || ulimit -c 0; exec "$0" "$@"';

/** The same command, started so that a crash leaves no image of its memory behind. */
export const withoutCore = (command: Command): Command =>
  platform === 'win32' ? command : { file: '/bin/sh', args: ['-c', limit, command.file, ...command.args] };
