const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Bytes as text, character by character: a leading byte order mark (U+FEFF) is part of a value like any other character, and stays.
 * @param bytes UTF-8, as the engine takes nothing else for a value
 */
export const decodeText = (bytes: Uint8Array | undefined): string => decoder.decode(bytes);
