import { join } from 'node:path';
import type { Clock } from '../../app/operation/clock.ts';
import { createAuthority } from '../authority/authority.ts';
import { createAgeProcess } from '../crypto/age-process.ts';
import { createArgon2Process } from '../crypto/argon2-process.ts';
import { createKeyCrypto } from '../crypto/key-crypto.ts';
import { createKeychain } from '../crypto/keychain.ts';
import { createNodeCrypto } from '../crypto/node-crypto.ts';
import { createOneTimeCode } from '../crypto/one-time-code.ts';
import { createPasskey } from '../crypto/passkey.ts';
import { createHsmHosts } from '../hsm/hosts.ts';
import { createOrderedId } from '../ordered-id.ts';
import { createKeyFileProcess } from '../parser/key-file-process.ts';
import { createParserProcess } from '../parser/parser-process.ts';
import { pageOrigin } from '../shell/chromium/origin.ts';

/** Built, the children stand beside the engine; in a checkout where their sources are. */
const isSource = import.meta.filename.endsWith('.ts');

const childProgram = (name: string, room: string): string =>
  isSource ? join(import.meta.dirname, '..', room, `${name}.ts`) : join(import.meta.dirname, `${name}.js`);

/** What a child needs to start and no more: nothing in the environment of the person may bend it. The last two wipe what is freed. */
const childNeeds = new Set(['PATH', 'SystemRoot', 'TMPDIR', 'TEMP', 'GLIBC_TUNABLES', 'MallocScribble']);

/** How a child of the engine is started. */
export interface ChildStart {
  readonly node: string;
  readonly child: string;
  readonly env: NodeJS.ProcessEnv;
}

/** @param env of the engine */
export const childStart = (name: string, room: string, env: NodeJS.ProcessEnv): ChildStart => ({
  node: process.execPath,
  child: childProgram(name, room),
  env: Object.fromEntries(Object.entries(env).filter(([key]) => childNeeds.has(key))),
});

/** What operations work with, and the house is built from: all that computes and keeps nothing. */
export function createTools(clock: Clock, env: NodeJS.ProcessEnv) {
  const keyCrypto = createKeyCrypto();
  const start = (name: string, room = 'crypto'): ChildStart => childStart(name, room, env);
  return {
    clock,
    newId: createOrderedId(() => clock.now()),
    crypto: createNodeCrypto(),
    passphraseHash: createArgon2Process(start('argon2-child')),
    keyFiles: createKeyFileProcess({ ...start('parser-child', 'parser'), deadlineMs: 60_000, memoryMiB: 256 }),
    fileParser: createParserProcess({ ...start('parser-child', 'parser'), deadlineMs: 60_000, memoryMiB: 768 }),
    fileCipher: createAgeProcess({ ...start('age-child'), deadlineMs: 120_000 }),
    oneTimeCode: createOneTimeCode(clock),
    passkey: createPasskey({ origin: pageOrigin }),
    keyCrypto,
    // A library finds its configuration by the person's environment.
    hsm: createHsmHosts({ ...start('host-child', 'hsm'), env, clock, crypto: keyCrypto }),
    authority: createAuthority(clock),
    // It finds the person's keychain by their environment.
    keychain: createKeychain({ ...start('keychain-child'), service: 'Strongroom', env, platform: process.platform, deadlineMs: 3_000 }),
  };
}

export type Tools = ReturnType<typeof createTools>;
