import { useCallback, useRef } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { decodeText } from '../../api/decode-text.ts';
import { revealSecret } from '../../api/reveal.ts';

/** Two values in one array, so that one showing holds both and zeroes both. */
export function joinPair(before: Uint8Array, after: Uint8Array): Uint8Array {
  const joined = new Uint8Array(4 + before.length + after.length);
  new DataView(joined.buffer).setUint32(0, before.length);
  joined.set(before, 4);
  joined.set(after, 4 + before.length);
  return joined;
}

/** @returns the two as texts */
export function splitPair(joined: Uint8Array): readonly [string, string] {
  const length = new DataView(joined.buffer, joined.byteOffset).getUint32(0);
  return [decodeText(joined.subarray(4, 4 + length)), decodeText(joined.subarray(4 + length))];
}

/** Asks for the values of two versions, for one showing of both. Each is a read of its own in the log. */
export function useLoadPair(before: SecretProperties, after: SecretProperties) {
  const client = useClient();
  const pair = useRef({ before, after });
  return useCallback(
    async (signal: AbortSignal) => {
      const values: Uint8Array[] = [];
      try {
        for (const { vault, name, version } of [pair.current.before, pair.current.after]) {
          values.push((await revealSecret(client, { vault, name, version }, { signal })).value);
        }
        const [first = new Uint8Array(), second = new Uint8Array()] = values;
        return joinPair(first, second);
      } finally {
        for (const value of values) value.fill(0);
      }
    },
    [client],
  );
}
