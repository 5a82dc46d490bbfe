import { useEffect, useState } from 'react';
import type { PublicKey } from '../../../app/contract/key.ts';
import { toFingerprint } from './public-key-text.ts';

/** The fingerprint of a public key; undefined until it is computed. */
export function useFingerprint(key: PublicKey | undefined): string | undefined {
  const [found, setFound] = useState<{ readonly of: PublicKey; readonly text: string }>();
  useEffect(() => {
    let gone = false;
    if (key) void toFingerprint(key).then((text) => !gone && setFound({ of: key, text }));
    return () => {
      gone = true;
    };
  }, [key]);
  return found?.of === key ? found?.text : undefined;
}
