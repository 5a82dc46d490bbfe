import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A child process that only answers: what crossing to another process costs at the least. */
export interface Ping {
  /** @param chars length of the answer */
  send(chars: number): Promise<void>;
  close(): Promise<void>;
}

export function startPing(): Ping {
  const child = fork(join(import.meta.dirname, 'ping-child.ts'), { execArgv: [] });
  return {
    async send(chars) {
      const answered = once(child, 'message');
      child.send({ chars });
      await answered;
    },
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}
