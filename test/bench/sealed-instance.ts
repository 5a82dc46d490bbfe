import { join } from 'node:path';
import { startEngineProcess } from '../support/engine-process.ts';
import { makeStock } from './stock.ts';

/**
 * Makes an instance that waits to be unlocked: data in `data`, state in `state`.
 * @param entry the engine's script
 */
export async function makeSealed(folder: string, entry: string): Promise<void> {
  const engine = startEngineProcess({ data: join(folder, 'data'), state: join(folder, 'state'), entry });
  await engine.ready;
  const client = engine.openPage();
  await makeStock(client);
  engine.send({ kind: 'lock', cause: 'shell-closed' });
  await engine.gone;
}
