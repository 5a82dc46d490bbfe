import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import type { SecretHit } from '../../../app/contract/search.ts';
import type { DeletedVault } from '../../../app/contract/vault.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { aSecret, aVault } from './sample.ts';
import type { Scene } from './scene.ts';

const dayMs = 86_400_000;

/** What lies in the recycle bin of a scripted house, and its groups. */
export interface BinScene {
  secrets: SecretHit[];
  vaults: DeletedVault[];
  groups: string[];
}

export const aDeletedSecret = (vault: string, name: string, now: number, change: Partial<SecretHit> = {}): SecretHit => ({
  ...aSecret(vault, name, now),
  deletedOn: now - 60 * dayMs,
  purgeOn: now + 30 * dayMs + 1000,
  deletedBy: 'L. Brandt',
  ...change,
});

export const aDeletedVault = (name: string, now: number, change: Partial<DeletedVault> = {}): DeletedVault => ({
  ...aVault(name, now, { secretCount: 12 }),
  deletedOn: now - 10 * dayMs,
  purgeOn: now + 80 * dayMs + 1000,
  deletedBy: 'M. Okafor',
  ...change,
});

/** A bin with what goes soon, what is protected, and a vault. */
export const someBin = (now: number): BinScene => ({
  secrets: [
    aDeletedSecret('payroll', 'old-token', now, { purgeOn: now + 2 * dayMs + 1000, deletedOn: now - 88 * dayMs }),
    aDeletedSecret('archive', 'kept-for-audit', now, { recoveryLevel: 'Recoverable', purgeOn: now + 20 * dayMs + 1000 }),
    aDeletedSecret('payroll', 'smtp-relay-key', now, { deletedBy: 'Eve \u202E=cmd()<script>' }),
  ],
  vaults: [aDeletedVault('shop-staging', now)],
  groups: ['production', 'staging'],
});

export const emptyBin = (): BinScene => ({ secrets: [], vaults: [], groups: ['production'] });

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const path = (near: string, name: string) => near.replace(/[^/]*$/, name);

function purgeable(entry: { readonly purgeOn?: number | undefined }, guarded: boolean, name: string) {
  if (guarded) throw new VaultError('PurgeProtected', { name, purgeOn: entry.purgeOn ?? 0 });
}

type Answers = { readonly [N in CallName]?: (input: Input<N>) => Output<N> };

/** The answers about vaults, their bin and what needs attention; deleting, recovering and purging move things between scene and bin. */
export function vaultAnswers(scene: Scene, bin: BinScene): Answers {
  const own = scene.session?.resourceGroup ?? '';
  const found = (name: string) => {
    const vault = scene.vaults.find((it) => same(it.name, name));
    if (!vault) throw new VaultError('VaultNotFound', { name });
    return vault;
  };
  const lying = (name: string) => {
    const vault = bin.vaults.find((it) => same(it.name, name));
    if (!vault) throw new VaultError('VaultNotFound', { name });
    return vault;
  };
  const lyingSecret = (vault: string, name: string) => {
    const secret = bin.secrets.find((it) => same(it.vault, vault) && same(it.name, name));
    if (!secret) throw new VaultError('SecretNotFound', { name });
    return secret;
  };
  return {
    ResourceGroupList: () => ({
      items: bin.groups.map((name) => ({ path: path(own, name), name, subscription: own.split('/')[2] ?? '' })),
    }),
    ResourceGroupPut: ({ name }) => {
      bin.groups = [...bin.groups, name];
      return { path: path(own, name), name, subscription: own.split('/')[2] ?? '' };
    },
    VaultPatch: ({ vault: name, revision, deletionLock, ...change }) => {
      const vault = found(name);
      if (vault.revision !== revision)
        throw new VaultError('ChangedMeanwhile', { name, changedBy: 'L. Brandt', changedOn: Date.now() - 60_000 });
      const { deletionLock: before, ...rest } = vault;
      const lock =
        deletionLock === undefined ? before : deletionLock === null ? undefined : { ...deletionLock, by: 'M. Okafor', on: Date.now() };
      const patched = { ...rest, ...change, ...(lock ? { deletionLock: lock } : {}), revision: revision + 1 };
      const next = patched as (typeof scene.vaults)[number];
      scene.vaults = scene.vaults.map((it) => (it === vault ? next : it));
      return next;
    },
    VaultDelete: ({ vault: name }) => {
      const vault = found(name);
      if (vault.deletionLock) throw new VaultError('VaultLocked', { name, reason: vault.deletionLock.reason });
      const now = Date.now();
      const deleted = { ...vault, deletedOn: now, purgeOn: now + vault.retentionDays * dayMs, deletedBy: 'M. Okafor' };
      scene.vaults = scene.vaults.filter((it) => it !== vault);
      bin.vaults = [...bin.vaults, deleted];
      return deleted;
    },
    VaultListDeleted: () => ({ items: bin.vaults }),
    VaultRecover: ({ vault: name }) => {
      const vault = lying(name);
      bin.vaults = bin.vaults.filter((it) => it !== vault);
      scene.vaults = [...scene.vaults, vault];
      return vault;
    },
    VaultPurge: ({ vault: name }) => {
      const vault = lying(name);
      purgeable(vault, vault.purgeProtection, name);
      bin.vaults = bin.vaults.filter((it) => it !== vault);
      return {};
    },
    SecretRecover: ({ vault, name }) => {
      const secret = lyingSecret(vault, name);
      bin.secrets = bin.secrets.filter((it) => it !== secret);
      return secret;
    },
    SecretPurge: ({ vault, name }) => {
      const secret = lyingSecret(vault, name);
      purgeable(secret, !secret.recoveryLevel.endsWith('Purgeable'), name);
      bin.secrets = bin.secrets.filter((it) => it !== secret);
      return {};
    },
    SecretAttention: ({ vault }) => attentionOf(scene, bin, vault),
  };
}

/** Deleted secrets that fit, the next to go first. */
export function searchBin(bin: BinScene, { query, limit }: Input<'SecretSearch'>): Output<'SecretSearch'> {
  const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const fits = bin.secrets
    .filter((it) => words.every((word) => it.name.toLowerCase().includes(word)))
    .filter((it) => !query.vault || query.vault.some((vault) => same(vault, it.vault)))
    .toSorted((a, b) => (a.purgeOn ?? 0) - (b.purgeOn ?? 0));
  return { items: fits.slice(0, limit), total: { count: fits.length, atLeast: false } };
}

function attentionOf(scene: Scene, bin: BinScene, vault: string | undefined): Output<'SecretAttention'> {
  const now = Date.now();
  const all = Object.values(scene.secrets)
    .flat()
    .filter((it) => vault === undefined || same(it.vault, vault));
  const expired = all.filter(({ expires }) => expires !== undefined && expires <= now);
  const expiring = all.filter(({ expires }) => expires !== undefined && expires > now && expires <= now + 30 * dayMs);
  const names = [...new Set([...expired, ...expiring].map((it) => it.vault))];
  const disabled = all.filter(({ enabled }) => !enabled);
  return {
    total: all.length,
    expired: expired.length,
    expiring: expiring.length,
    unchanged: all.filter(({ createdOn }) => createdOn < now - 365 * dayMs).length,
    disabled: disabled.length,
    purgedSoon: bin.secrets.filter((it) => (it.purgeOn ?? Infinity) < now + 7 * dayMs).length,
    disabledButRead: disabled.map((it) => ({ vault: it.vault, name: it.name, count: 41, lastOn: now - dayMs })).slice(0, 20),
    byWeek: Array.from(
      { length: 13 },
      (_, week) =>
        all.filter(({ expires }) => expires !== undefined && expires >= now + week * 7 * dayMs && expires < now + (week + 1) * 7 * dayMs)
          .length,
    ),
    vaults: names.map((name) => ({
      vault: name,
      expired: expired.filter((it) => it.vault === name).length,
      expiring: expiring.filter((it) => it.vault === name).length,
    })),
  };
}
