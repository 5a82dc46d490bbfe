import type { KeyFileReader } from '../../app/key/private-key.ts';
import { createMemoryHsmHosts } from '../../app/memory/hsm-hosts.ts';
import { createKeyCrypto } from '../../main/crypto/key-crypto.ts';
import { readKeyFile } from '../../main/parser/read-key-file.ts';

const keyCrypto = createKeyCrypto();

/** The reader in this process: the same code as in its own, without the bounds. */
const keyFiles: KeyFileReader = { read: async (content, password) => keyCrypto.readJwk(readKeyFile(content, password)) };

/** What keys are made and used by, on a machine without an HSM. */
export const keyTool = { keyCrypto, keyFiles, hsm: createMemoryHsmHosts(keyCrypto) } as const;
