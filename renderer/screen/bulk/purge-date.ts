import type { Selection } from '../../../app/contract/bulk.ts';
import type { Vault } from '../../../app/contract/vault.ts';
import { dayText } from '../../component/moment-text.ts';

const dayMs = 86_400_000;

/** The vaults that a selection may reach, of those that are known. */
function reached(selection: Selection, vaults: readonly Vault[]): readonly Vault[] {
  const named = 'items' in selection ? selection.items.map(({ vault }) => vault) : selection.query.vault;
  const names = named && new Set(named.map((name) => name.toLowerCase()));
  return vaults.filter((vault) => names?.has(vault.name.toLowerCase()) ?? true);
}

/** Until when what is deleted now can be recovered: one sentence. */
export function purgeSentence(selection: Selection, vaults: readonly Vault[], now: number): string {
  const days = reached(selection, vaults).map((vault) => vault.retentionDays);
  if (days.length === 0) return 'They go to the recycle bin and can be recovered until their vault’s retention ends.';
  const [first, last] = [dayText(now + Math.min(...days) * dayMs), dayText(now + Math.max(...days) * dayMs)];
  const until = first === last ? first : `${first} at the earliest, ${last} at the latest, as their vaults say`;
  return `They go to the recycle bin and are destroyed on ${until}. Until then they can be recovered, and applications can’t read them.`;
}
