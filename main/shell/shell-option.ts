import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a shell is told when it starts. Nothing of it comes from a page, a file or a second start. */
export interface ShellOption {
  /** Where all data of this instance lives. */
  readonly data: string;
  /** The pinned Node that runs the engine. */
  readonly node: string;
  /** The system's browser; the Electron shell has its own. */
  readonly browser?: string | undefined;
  readonly dev: boolean;
  readonly demo: boolean;
  readonly testAttach: boolean;
}

/** A sentence for the person who started it. */
export class OptionError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'OptionError';
  }
}

const known = {
  data: { type: 'string' },
  node: { type: 'string' },
  browser: { type: 'string' },
  dev: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  'test-attach': { type: 'boolean', default: false },
} as const;

/**
 * Reads `--data DIR --node FILE --browser FILE --dev --demo --test-attach`.
 * @param packaged builds take neither `--dev` nor `--test-attach`
 * @throws OptionError
 */
export function readOptions(args: readonly string[], packaged: boolean, fallback: { data: string; node: string }): ShellOption {
  const { data = fallback.data, node = fallback.node, browser, dev, demo, 'test-attach': testAttach } = parse(args);
  if (packaged && (dev || testAttach)) throw new OptionError('--dev and --test-attach are for a checkout only');
  if (!isAbsolute(node)) throw new OptionError('--node wants the whole path of a program');
  if (browser !== undefined && !isAbsolute(browser)) throw new OptionError('--browser wants the whole path of a program');
  return { data: resolve(data), node, browser, dev, demo, testAttach };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

/** `$XDG_DATA_HOME/strongroom`, or what stands for it (XDG Base Directory Specification). */
export function defaultDataFolder(environment: NodeJS.ProcessEnv): string {
  const { XDG_DATA_HOME: given } = environment;
  return join(given && isAbsolute(given) ? given : join(homedir(), '.local', 'share'), 'strongroom');
}
