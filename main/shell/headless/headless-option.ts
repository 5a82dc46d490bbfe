import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OptionError } from '../shell-option.ts';

export interface HeadlessOption {
  /** Where all data of this instance lives. */
  readonly data: string;
  readonly unlock: 'keychain' | 'passphrase' | 'hsm';
}

const known = { data: { type: 'string' }, unlock: { type: 'string' } } as const;

/**
 * Reads `--data DIR --unlock keychain|passphrase|hsm`. There is none for a passphrase or PIN: others could read it there.
 * @throws OptionError
 */
export function readHeadlessOptions(args: readonly string[], fallback: string): HeadlessOption {
  const { data = fallback, unlock = 'passphrase' } = parse(args);
  if (unlock !== 'keychain' && unlock !== 'passphrase' && unlock !== 'hsm')
    throw new OptionError('--unlock wants "keychain", "passphrase" or "hsm"');
  return { data: resolve(data), unlock };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}
