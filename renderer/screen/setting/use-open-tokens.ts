import { useQuery } from '@tanstack/react-query';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { moduleListQuery } from '../../api/key-query.ts';

/** The tokens that somebody is signed in to, and why none can be chosen. */
export function useOpenTokens(): { readonly open: readonly HsmToken[]; readonly stop: string | undefined } {
  const may = useMay({ operation: 'HsmModuleList' });
  const { data, isError } = useQuery({ ...moduleListQuery(useClient()), enabled: may.state === 'yes' });
  const open = data?.items.flatMap(({ tokens }) => tokens.filter(({ state }) => state === 'open')) ?? [];
  if (may.state === 'no') return { open, stop: 'Your roles don’t let you see the tokens.' };
  if (isError) return { open, stop: 'The tokens could not be read. Close this panel, and try again.' };
  const stop = data && open.length === 0 ? 'No token is open. Open one on the HSM page first.' : undefined;
  return { open, stop: data || may.state === 'yes' ? stop : 'The tokens are being looked for.' };
}
