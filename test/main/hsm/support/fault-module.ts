import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { softHsm } from '../../../support/soft-hsm.ts';

/** A library that is SoftHSM but for what it is told: `fault-module.c` says what can be told. */
export interface FaultModule {
  readonly path: string;
  /** From the next call on. */
  tell(...lines: readonly string[]): void;
}

const headers = join(import.meta.dirname, '../../../../node_modules/pkcs11js/includes/pkcs11');

/** @param folder of the test's own */
export function aFaultModule(folder: string): FaultModule {
  const path = join(folder, 'fault-module.so');
  const source = join(import.meta.dirname, 'fault-module.c');
  execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-I', headers, '-o', path, source, '-ldl', '-lpthread']);
  const tell = (...lines: readonly string[]): void => writeFileSync(`${path}.control`, `module ${softHsm}\n${lines.join('\n')}\n`);
  tell();
  return { path, tell };
}
