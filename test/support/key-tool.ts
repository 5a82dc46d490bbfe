import { join } from 'node:path';
import { createMemoryHsmHosts } from '../../app/memory/hsm-hosts.ts';
import { createKeyCrypto } from '../../main/crypto/key-crypto.ts';
import { createKeyFileProcess } from '../../main/parser/key-file-process.ts';

const keyCrypto = createKeyCrypto();

/** Starts a process for each file. */
const keyFiles = createKeyFileProcess({
  node: process.execPath,
  child: join(import.meta.dirname, '../../main/parser/parser-child.ts'),
  env: process.env,
  deadlineMs: 60_000,
  memoryMiB: 256,
});

/** What keys are made and used by, on a machine without an HSM. */
export const keyTool = { keyCrypto, keyFiles, hsm: createMemoryHsmHosts(keyCrypto) } as const;
