/** What is known of the secret that has a row's name already. */
export interface Found {
  /** Its current version, which is what a run expects to find: 32 hexadecimal digits. */
  readonly version: string;
  readonly contentType: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface FoundTable {
  get(row: number): Found | undefined;
  put(row: number, found: Found | undefined): void;
}

const versionChars = 32;

/**
 * What was found of the names of many rows, packed: 36 bytes a row once something was found, and content type and tags once for all rows
 * that share them.
 */
export function createFoundTable(length: number): FoundTable {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  // Pages that nothing is written to take no memory.
  const versions = new Uint8Array(length * versionChars);
  /** A place in `attributes`, from 1. */
  const places = new Uint32Array(length);
  const attributes: Pick<Found, 'contentType' | 'tags'>[] = [];
  const known = new Map<string, number>();

  function placeOf({ contentType, tags }: Found): number {
    const key = JSON.stringify([contentType, tags]);
    const place = known.get(key) ?? attributes.push({ contentType, tags });
    known.set(key, place);
    return place;
  }

  return {
    get(row) {
      const shared = attributes[(places[row] ?? 0) - 1];
      const from = row * versionChars;
      return shared && { version: decoder.decode(versions.subarray(from, from + versionChars)), ...shared };
    },
    put(row, found) {
      if (found && found.version.length !== versionChars) throw new Error('a version has 32 digits');
      if (found) encoder.encodeInto(found.version, versions.subarray(row * versionChars));
      places[row] = found ? placeOf(found) : 0;
    },
  };
}
