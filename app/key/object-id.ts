/** A CKA_ID in hexadecimal digits. */
export const objectText = (object: Uint8Array): string => Array.from(object, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The CKA_ID of a version's object in its token: its 32 hexadecimal digits as 16 bytes. */
export const objectId = (version: string): Uint8Array =>
  Uint8Array.from({ length: version.length / 2 }, (_, at) => Number.parseInt(version.slice(2 * at, 2 * at + 2), 16));
