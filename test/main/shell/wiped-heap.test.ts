import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { engineEnvironment } from '../../../main/shell/engine-command.ts';
import type { Pattern } from '../../leak/pattern.ts';
import { readMemory } from '../../leak/process-memory.ts';
import { createSearch } from '../../leak/search.ts';

const crypto = createNodeCrypto();
const child = join(import.meta.dirname, 'support/opening-child.ts');

function seal(words: readonly Uint8Array[]) {
  const [key, nonce] = [crypto.random(32), crypto.random(12)];
  const sealed = words.map((word) => {
    const text = Buffer.alloc(9_000, 'x');
    text.set(word, 50);
    text.set(word, 8_900);
    return Buffer.from(crypto.sealAesGcm(key, nonce, new Uint8Array(0), text)).toString('base64');
  });
  return { key: Buffer.from(key).toString('base64'), nonce: Buffer.from(nonce).toString('base64'), sealed };
}

/** @returns how many of the words a process still holds that has opened and zeroed them all */
async function countLeft(env: NodeJS.ProcessEnv): Promise<number> {
  const words = Array.from({ length: 300 }, () => randomBytes(16));
  const opening = fork(child, { env, execArgv: ['--expose-gc'], serialization: 'json' });
  try {
    opening.send(seal(words));
    await once(opening, 'message');
    const patterns = words.map((bytes, at): Pattern => ({ sentinel: String(at), encoding: 'as it is', bytes }));
    const search = createSearch(patterns);
    const found = new Set<string>();
    for (const { bytes } of readMemory(opening.pid ?? 0, search.longest - 1)) {
      for (const hit of search.find(bytes)) found.add(hit.pattern.sentinel);
    }
    return found.size;
  } finally {
    opening.kill();
  }
}

test.runIf(process.platform === 'linux')(
  'a process of the engine’s keeps nothing of what it opened and zeroed',
  { timeout: 60_000 },
  async () => {
    expect(await countLeft(engineEnvironment(process.env))).toBe(0);
  },
);
