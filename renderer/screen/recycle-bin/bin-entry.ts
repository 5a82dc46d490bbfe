import type { KeyHit } from '../../../app/contract/key-search.ts';
import type { SecretHit } from '../../../app/contract/search.ts';
import type { DeletedVault } from '../../../app/contract/vault.ts';
import { countText } from '../../component/count-text.ts';

interface Lying {
  /** What tells it from every other. */
  readonly key: string;
  readonly name: string;
  /** The vault that it lies in; a vault's own name, of a vault. */
  readonly vault: string;
  readonly deletedOn: number;
  readonly purgeOn: number;
  readonly deletedBy: string;
  /** Nobody can purge it before its day. */
  readonly purgeProtected: boolean;
}

/** What lies in the recycle bin. */
export type BinEntry =
  | (Lying & { readonly kind: 'secret'; readonly of: SecretHit })
  | (Lying & { readonly kind: 'key'; readonly of: KeyHit })
  | (Lying & { readonly kind: 'vault'; readonly of: DeletedVault });

export type BinKind = BinEntry['kind'];

/** What a vault holds or held, the parts of it that the bin shows. */
interface Held {
  readonly vault: string;
  readonly name: string;
  readonly recoveryLevel: string;
  readonly deletedOn?: number | undefined;
  readonly purgeOn?: number | undefined;
  readonly deletedBy?: string | undefined;
}

function lyingOf(noun: string, { vault, name, recoveryLevel, deletedOn, purgeOn, deletedBy = '' }: Held): Lying | undefined {
  if (deletedOn === undefined || purgeOn === undefined) return undefined;
  const key = `${noun} ${vault}/${name}`.toLowerCase();
  return { key, name, vault, deletedOn, purgeOn, deletedBy, purgeProtected: !recoveryLevel.endsWith('+Purgeable') };
}

/** @returns undefined for what is not in the bin */
export function secretEntry(of: SecretHit): BinEntry | undefined {
  const lying = lyingOf('secret', of);
  return lying && { kind: 'secret', ...lying, of };
}

/** @returns undefined for what is not in the bin */
export function keyEntry(of: KeyHit): BinEntry | undefined {
  const lying = lyingOf('key', of);
  return lying && { kind: 'key', ...lying, of };
}

export const vaultEntry = (of: DeletedVault): BinEntry => ({
  kind: 'vault',
  key: `vault ${of.name}`.toLowerCase(),
  name: of.name,
  vault: of.name,
  deletedOn: of.deletedOn,
  purgeOn: of.purgeOn,
  deletedBy: of.deletedBy,
  purgeProtected: of.purgeProtection,
  of,
});

/** Entries of one kind, the next to go first, as far as they were loaded. */
export interface Loaded {
  readonly found: readonly BinEntry[];
  /** Whether further ones follow. */
  readonly hasMore: boolean;
}

/** All in one list, the next to go first. What goes after the last loaded of a kind that has more waits with what follows it. */
export function mergeEntries(kinds: readonly Loaded[]): readonly BinEntry[] {
  const last = Math.min(...kinds.map(({ found, hasMore }) => (hasMore ? (found.at(-1)?.purgeOn ?? -Infinity) : Infinity)));
  return kinds.flatMap(({ found }) => found.filter(({ purgeOn }) => purgeOn <= last)).toSorted((a, b) => a.purgeOn - b.purgeOn);
}

/** `12 secrets and 3 keys`; undefined where a vault is empty. */
export function heldText({ secretCount, keyCount }: Pick<DeletedVault, 'secretCount' | 'keyCount'>): string | undefined {
  const held = [secretCount > 0 && countText(secretCount, 'secret'), keyCount > 0 && countText(keyCount, 'key')].filter(
    (it) => it !== false,
  );
  return held.length === 0 ? undefined : held.join(' and ');
}
