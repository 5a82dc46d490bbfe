import type { KeyOperation, KeyProperties, KeySpec, Protection } from '../../../app/contract/key.ts';
import { cutMiddle } from '../../component/cut-middle.ts';

/** `RSA 3072`, `EC P-256`, `AES 256`. */
export function specText(spec: KeySpec): string {
  switch (spec.family) {
    case 'RSA':
      return `RSA ${spec.bits}`;
    case 'EC':
      return `EC ${spec.curve}`;
    case 'oct':
      return `AES ${spec.bits}`;
  }
}

/** What keeps the private key, as a sentence. */
export const protectionText = (protection: Protection): string =>
  protection.kind === 'software'
    ? 'Software: kept in this house’s own key hierarchy'
    : protection.neverExtractable
      ? `In token ${protection.label}: never left it, as the token says`
      : `In token ${protection.label}`;

/** How a version came here, as part of a sentence. */
export const originText: Readonly<Record<KeyProperties['origin'], string>> = {
  generated: 'made here',
  imported: 'imported',
  wrapped: 'brought in wrapped, out of another HSM',
};

interface OperationText {
  readonly word: string;
  readonly hint: string;
}

/** Every permitted operation, with what it lets an application do. */
export const operationText: Readonly<Record<KeyOperation, OperationText>> = {
  sign: { word: 'Sign', hint: 'Makes signatures over digests.' },
  verify: { word: 'Verify', hint: 'Checks signatures that it made.' },
  encrypt: { word: 'Encrypt', hint: 'Encrypts a small amount of data.' },
  decrypt: { word: 'Decrypt', hint: 'Decrypts what was encrypted with it.' },
  wrapKey: { word: 'Wrap keys', hint: 'Encrypts another key, so that it can be kept elsewhere.' },
  unwrapKey: { word: 'Unwrap keys', hint: 'Gets such a key back.' },
  import: { word: 'Import', hint: 'Is a key exchange key: brings keys of other HSMs in, and does nothing else.' },
  export: { word: 'Export', hint: 'May be released to what a policy names.' },
};

const can: Readonly<Record<KeySpec['family'], readonly KeyOperation[]>> = {
  RSA: ['sign', 'verify', 'encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  EC: ['sign', 'verify'],
  oct: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey', 'sign', 'verify'],
};

/** Whether a key is there to bring others in. */
export const isExchange = (operations: readonly KeyOperation[]): boolean => operations.length === 1 && operations[0] === 'import';

/** What a key of a family can be allowed to do, in the order that it is shown. */
export const operationsOf = (family: KeySpec['family']): readonly KeyOperation[] => can[family];

/** What a family is allowed where nothing else is chosen: a symmetric key that encrypts doesn't authenticate too. */
export const usualOperations = (family: KeySpec['family']): readonly KeyOperation[] =>
  family === 'oct' ? can.oct.slice(0, 4) : can[family];

/** `7c419a…7d1b58`: enough of a version to tell it from the others, which begin alike when they were made about the same time. */
export const versionText = (version: string): string => cutMiddle(version, 13);

type KeyUse = { readonly operation: string };

/** What was done with a key, as the log names it, in words. */
export const doneText = ({ operation }: KeyUse): string => {
  const words: Readonly<Record<string, string>> = {
    KeySign: 'signed',
    KeyVerify: 'verified',
    KeyEncrypt: 'encrypted',
    KeyDecrypt: 'decrypted',
    KeyWrap: 'wrapped keys',
    KeyUnwrap: 'unwrapped keys',
    KeyRelease: 'had it released',
    KeyGet: 'read the public key',
  };
  return words[operation] ?? operation;
};
