import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Where a test may attach: Chromium writes port and path into a file of its profile.
 * @throws when it does not within five seconds
 */
export async function readAttachAddress(profile: string): Promise<string> {
  for (let round = 0; round < 100; round += 1) {
    const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n');
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await wait(50);
  }
  throw new Error('the browser opened no port to attach to');
}
