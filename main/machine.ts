import type { Machine } from '../app/seal/machine.ts';
import { isSystemLibrary } from './hsm/system-library.ts';
import { createStateFile } from './state-file.ts';

/** @param env of the person */
export const createMachine = (env: NodeJS.ProcessEnv): Machine => ({
  isSystemLibrary: (path) => isSystemLibrary(path, env),
  knownSlots: (instanceId) => createStateFile(env, `${instanceId}.slots`),
});
