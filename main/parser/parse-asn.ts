import { AsnParser } from '@peculiar/asn1-schema';

/** @returns undefined for what is not of that structure: the library tells so by errors of many kinds, a stack that overflows among them */
export function parseAsn<T>(content: Uint8Array | ArrayBuffer, structure: new () => T): T | undefined {
  try {
    return AsnParser.parse(content, structure);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
