import { useCallback } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { revealSecret } from '../../api/reveal.ts';

/** Why the value of a disabled version can't be shown. */
export const disabledReason = 'This version is disabled, so nobody can read its value.';

/** Asks for one value, for one showing of it. */
export function useLoadValue(vault: string, name: string, version: string | undefined) {
  const client = useClient();
  return useCallback(
    async (signal: AbortSignal) =>
      (await revealSecret(client, { vault, name, ...(version === undefined ? {} : { version }) }, { signal })).value,
    [client, vault, name, version],
  );
}
