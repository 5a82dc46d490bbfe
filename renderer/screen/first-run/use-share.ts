import { useCallback, useEffect, useRef, useState } from 'react';
import type { Client } from '../../api/client.ts';
import { prepareInstance } from '../../api/reveal.ts';
import type { Split } from './use-setup.ts';

/** The prepared recovery shares, as long as this page needs them. */
export interface PreparedShares {
  /** Undefined until prepared. */
  readonly shares: readonly Uint8Array[] | undefined;
  /** Draws a root key and splits it, unless that was done for the same split. @throws what the client throws */
  readonly prepare: (split: Split | undefined) => Promise<void>;
  /** Zeroes the shares. */
  readonly forget: () => void;
}

const splitKey = (split: Split | undefined): string => (split ? `${split.threshold}/${split.count}` : 'none');

/** Holds the shares for the page and zeroes them when it goes. A second preparation voids the first one's shares. */
export function usePreparedShares(client: Client): PreparedShares {
  const [shares, setShares] = useState<readonly Uint8Array[]>();
  const held = useRef<{ key: string; shares: readonly Uint8Array[] }>(undefined);

  const forget = useCallback(() => {
    held.current?.shares.forEach((share) => share.fill(0));
    held.current = undefined;
    setShares(undefined);
  }, []);

  const prepare = useCallback(
    async (split: Split | undefined) => {
      if (held.current?.key === splitKey(split)) return;
      forget();
      const prepared = await prepareInstance(client, split);
      held.current = { key: splitKey(split), shares: prepared.shares };
      setShares(prepared.shares);
    },
    [client, forget],
  );

  useEffect(() => () => held.current?.shares.forEach((share) => share.fill(0)), []);

  return { shares, prepare, forget };
}
