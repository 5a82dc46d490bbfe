import { EncryptedPrivateKeyInfo } from '@peculiar/asn1-pkcs8';
import { parseAsn } from './parse-asn.ts';

/** Whether it is the EncryptedPrivateKeyInfo of RFC 5958. */
export const isEncryptedPkcs8 = (content: Uint8Array): boolean => parseAsn(content, EncryptedPrivateKeyInfo) !== undefined;
