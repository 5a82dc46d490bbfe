import { useQuery } from '@tanstack/react-query';
import type { HsmToken } from '../../../app/contract/hsm.ts';
import type { Tier } from '../../../app/contract/vault.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { moduleListQuery } from '../../api/key-query.ts';
import { visibleText } from '../../component/visible-text.ts';
import { useVaultList } from '../vault/use-vault-list.ts';

/** Whether a vault's keys can be made in a token. */
export interface HsmChoice {
  /** The token's label, as far as the person may know it. */
  readonly token: string | undefined;
  /** Why it can't be chosen. */
  readonly refused: string | undefined;
}

/** @param token the one that the vault is bound to; `unknown` where the person may not look */
export function hsmChoice(tier: Tier | undefined, token: HsmToken | 'unknown' | undefined): HsmChoice {
  if (tier !== 'premium' && tier !== 'managed-hsm')
    return { token: undefined, refused: 'The vault is of the standard tier. Make it premium on its page first.' };
  if (token === 'unknown') return { token: undefined, refused: undefined };
  if (!token) return { token: undefined, refused: 'The vault is bound to no token of an HSM. Bind it on the HSM page first.' };
  const label = visibleText(token.label);
  if (token.state === 'open') return { token: label, refused: undefined };
  const why = token.state === 'absent' ? 'isn’t plugged in' : 'is locked';
  return { token: label, refused: `The token ${label} ${why}. See the HSM page.` };
}

/** @see HsmChoice */
export function useHsmChoice(vault: string): HsmChoice {
  const { vaults } = useVaultList();
  const is = (name: string) => name.toLowerCase() === vault.toLowerCase();
  const may = useMay({ operation: 'HsmModuleList' });
  const { data } = useQuery({ ...moduleListQuery(useClient()), enabled: may.state === 'yes' });
  const tokens = data?.items.flatMap((module) => module.tokens);
  return hsmChoice(vaults?.find(({ name }) => is(name))?.tier, tokens ? tokens.find((token) => token.vaults.some(is)) : 'unknown');
}
