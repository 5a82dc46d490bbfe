import { join } from 'node:path';
import { startEngineProcess } from '../support/engine-process.ts';
import { makeInstance } from './first-run.ts';

/**
 * Makes an instance that waits to be unlocked: data in `data`, state in `state`.
 * @param entry the engine's script
 */
export async function makeSealed(folder: string, entry: string): Promise<void> {
  const engine = startEngineProcess({ data: join(folder, 'data'), state: join(folder, 'state'), entry });
  await engine.ready;
  const client = engine.openPage();
  await makeInstance((name, input) => client.call(name, input));
  engine.send({ kind: 'lock', cause: 'shell-closed' });
  await engine.gone;
}
