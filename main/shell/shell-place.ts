import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findForbidden } from './forbidden-switch.ts';
import { OptionError } from './shell-option.ts';

/** Where a built shell finds the rest of the build. */
export interface ShellPlace {
  /** The engine's script. */
  readonly engine: string;
  /** Folder of the built page. */
  readonly page: string;
  /** Not a checkout, which has its tests beside it. */
  readonly packaged: boolean;
}

/** @param folder `dist/main` of the build */
export const findPlace = (folder: string): ShellPlace => ({
  engine: join(folder, 'engine.js'),
  page: join(folder, '..', 'renderer'),
  packaged: !existsSync(join(folder, '..', '..', 'vitest.config.ts')),
});

/** @throws OptionError */
export function assertNoForbidden(args: readonly string[], environment: NodeJS.ProcessEnv): void {
  const found = findForbidden(args, environment);
  if (found.length > 0) throw new OptionError(`started with ${found.join(' ')}, which this build refuses`);
}
