import type { webcrypto } from 'node:crypto';

// The DOM's names for what @hpke/core's types hand around: Node has the values, and the types under names of its own.
declare global {
  type CryptoKey = webcrypto.CryptoKey;
  type CryptoKeyPair = webcrypto.CryptoKeyPair;
  type JsonWebKey = webcrypto.JsonWebKey;
}
