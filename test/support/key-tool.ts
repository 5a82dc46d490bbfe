import { createKeyCrypto } from '../../main/crypto/key-crypto.ts';

/** What keys are made and used by. */
export const keyTool = { keyCrypto: createKeyCrypto() } as const;
