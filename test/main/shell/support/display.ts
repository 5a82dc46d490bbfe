import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';

/** A screen of its own for windows of the test. */
export interface Display {
  readonly name: string;
  close(): void;
}

export function startDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const said = server.stdio[3];
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if (!(said instanceof Readable)) throw new Error('no descriptor to read the display from');
    said.once('data', (text: Buffer) => resolve({ name: `:${text.toString('utf8').trim()}`, close: () => void server.kill() }));
  });
}
