import { VaultError } from '../contract/vault-error.ts';
import type { Keychain } from '../seal/crypto.ts';
import { copy } from './copy.ts';

/** @param trust what the pretended system offers; only a trusted keychain keeps anything */
export function createMemoryKeychain(trust: Awaited<ReturnType<Keychain['trust']>> = 'trusted'): Keychain {
  const entries = new Map<string, Uint8Array>();
  const assertTrusted = () => {
    if (trust !== 'trusted') throw new VaultError('KeychainUnavailable', { reason: trust });
  };
  return {
    trust: async () => trust,
    read: async (account) => {
      assertTrusted();
      return copy(entries.get(account));
    },
    write: async (account, value) => {
      assertTrusted();
      entries.set(account, copy(value));
    },
    remove: async (account) => {
      assertTrusted();
      entries.delete(account);
    },
  };
}
