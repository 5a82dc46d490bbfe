import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SkipError } from './part.ts';
import type { Round } from './round.ts';

export type LoopWork = 'rs256' | 'es256' | 'wrap';

/** A token, and how its user signs in. */
export interface LoopPlace {
  readonly library: string;
  readonly label: string;
  readonly pin: string;
  /** What the library finds its tokens by. */
  readonly env: NodeJS.ProcessEnv;
}

export interface CryptokiLoop {
  /** @param object CKA_ID of the key, in hexadecimal */
  round(work: LoopWork, object: string, count: number): Promise<Round>;
}

const headers = join(import.meta.dirname, '../../node_modules/pkcs11js/includes/pkcs11');

/** @param folder where it is built @throws SkipError where there is no compiler */
export function buildCryptokiLoop(folder: string, place: LoopPlace, threads: number): CryptokiLoop {
  const program = join(folder, 'cryptoki-loop');
  const source = join(import.meta.dirname, 'cryptoki-loop.c');
  try {
    execFileSync('gcc', ['-O2', '-I', headers, '-o', program, source, '-ldl', '-lpthread']);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new SkipError('there is no gcc: apt-get install gcc');
    throw error;
  }
  return {
    async round(work, object, count) {
      const { library, label, pin, env } = place;
      const words = [library, label, pin, work, object, String(threads), String(count)];
      const text = execFileSync(program, words, { env, encoding: 'utf8' });
      const [wall = Number.NaN, cores = Number.NaN] = text.split(' ').map((seconds) => (Number(seconds) * 1000) / count);
      return { perOperation: wall, cpuPerOperation: cores, waits: [] };
    },
  };
}
