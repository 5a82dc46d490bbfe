import { createMemoryHsmHosts } from '../../app/memory/hsm-hosts.ts';
import { createKeyCrypto } from '../../main/crypto/key-crypto.ts';

const keyCrypto = createKeyCrypto();

/** What keys are made and used by, on a machine without an HSM. */
export const keyTool = { keyCrypto, hsm: createMemoryHsmHosts(keyCrypto) } as const;
