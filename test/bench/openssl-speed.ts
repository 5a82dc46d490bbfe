import { execFileSync } from 'node:child_process';
import { SkipError } from './part.ts';
import type { Round } from './round.ts';

/** As `openssl speed` calls them. */
export type SpeedWork = 'rsa2048' | 'ecdsap256';

/** @throws SkipError where there is no openssl */
export function opensslVersion(): string {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).trim();
  } catch {
    throw new SkipError('there is no openssl: apt-get install openssl');
  }
}

/** One second of signing by as many processes as there are cores, each with nothing else to do. */
export async function speedRound(work: SpeedWork, processes: number): Promise<Round> {
  const words = ['speed', '-mr', '-seconds', '1', '-multi', String(processes), work];
  const text = execFileSync('openssl', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  // `+F2:0:2048:SIGNS:VERIFIES` for RSA, `+F4:…` for ECDSA: how many of all processes in a second.
  const signs = Number(/^\+F[24]:\d+:\d+:([\d.]+):/m.exec(text)?.[1]);
  return { perOperation: 1000 / signs, waits: [] };
}
