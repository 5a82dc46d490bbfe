import type { CopyField, CopyNote, CopyObstacle, CopyRow, CopySight, CopyStatus } from '../../../app/contract/key-copy.ts';
import type { Vault } from '../../../app/contract/vault.ts';
import type { MeaningKind } from '../../component/meaning.tsx';
import { dayText } from '../../component/moment-text.ts';
import type { Attribute } from '../../component/property-diff.ts';
import { operationText, specText } from '../key/key-text.ts';
import { policyText } from '../key/rotation.ts';
import { tierName } from '../vault/tier-text.ts';

/** `RSA 2048, HSM`. */
export const kindText = ({ spec, type }: CopySight): string => `${specText(spec)}, ${type.endsWith('-HSM') ? 'HSM' : 'software'}`;

export const statusText: Readonly<Record<CopyStatus, { readonly name: string; readonly kind: MeaningKind; readonly means: string }>> = {
  new: { name: 'missing there', kind: 'ok', means: 'Nothing of this name is there: a key is made.' },
  taken: {
    name: 'differs',
    kind: 'warning',
    means: 'A key of this name is there with other settings. It is left alone, or gets a new version with these.',
  },
  there: { name: 'the same', kind: 'disabled', means: 'A key with these settings is there: nothing to do.' },
  binned: { name: 'in the bin', kind: 'warning', means: 'The name lies in the recycle bin there. Recover or purge it first.' },
  unseen: {
    name: 'not known',
    kind: 'notice',
    means: 'Your roles don’t let you see whether the name is taken there. A key is made only where it is not.',
  },
  refused: { name: 'can’t be made', kind: 'danger', means: 'It can’t be made so.' },
  extra: { name: 'only there', kind: 'notice', means: 'Only the other vault has a key of this name: nothing to do.' },
};

const obstacles: Readonly<Record<CopyObstacle, string>> = {
  source: 'it isn’t there, or you may not read it',
  create: 'you may not create keys there',
  policy: 'you may not set rotation policies there',
  tier: 'the vault’s tier doesn’t hold such keys',
  unbound: 'the vault is bound to no token',
  token: 'its token can’t make such a key',
  operations: 'it may do what no key made here can',
};

/** What stands against it, and what to do about it. */
export const obstacleText: Readonly<Record<CopyObstacle, string>> = {
  source: 'The key isn’t in the source any more, or your roles don’t let you read it there.',
  create: 'Your roles in the other vault don’t include creating keys. Request access, or have somebody else do it.',
  policy: 'Your roles in the other vault don’t include setting rotation policies. Go back and leave policies out, or request access.',
  tier: 'A standard vault holds software keys only, a pool HSM keys only. Choose another protection, or make the vault premium on its page.',
  unbound: 'HSM keys are made in the token that the vault is bound to, and it is bound to none. Bind it on the HSM page first.',
  token: 'The token of the other vault was tried, and does not make keys of this kind and size. Choose software keys, or another token.',
  operations: 'It is permitted something that no key of its kind can do that is made here, such as bringing other keys in.',
};

const notes: Readonly<Record<CopyNote, string>> = {
  disabled: 'disabled in the source, and made so',
  expired: 'expired in the source',
  over: 'would have expired at once: left out unless you choose it',
  policy: 'you may not read its rotation policy, so none is carried over',
  exportable: 'exportable: the new key may be released too, as its release policy says',
};

export const noteText = (note: CopyNote): string => notes[note];

/** A row's status in few words, with the reason or day that belongs to it. */
export function statusSentence({ status, obstacle, purgeOn }: CopyRow): string {
  if (obstacle !== undefined) return `can’t be made: ${obstacles[obstacle]}`;
  return status === 'binned' && purgeOn !== undefined ? `in the bin until ${dayText(purgeOn)}` : statusText[status].name;
}

const fields: Readonly<Record<CopyField, string>> = {
  type: 'protection',
  spec: 'kind',
  operations: 'operations',
  enabled: 'state',
  notBefore: 'activation',
  expires: 'expiry',
  tags: 'tags',
  policy: 'rotation',
  exportable: 'exportable',
  releasePolicy: 'release policy',
};

/** `protection, rotation`. */
export const differsText = ({ differs }: CopyRow): string => differs.map((field) => fields[field]).join(', ');

/** What keys have beside what everything has. */
export const keyAttributes: readonly Attribute<CopySight>[] = [
  ['Kind', ({ spec }) => specText(spec)],
  ['Protection', ({ type }) => (type.endsWith('-HSM') ? 'HSM' : 'software')],
  [
    'Operations',
    ({ operations }) =>
      operations
        .map((one) => operationText[one].word)
        .toSorted()
        .join(', '),
  ],
  ['Rotation', ({ policy }) => policy && policyText(policy)],
  ['Exportable', ({ exportable }) => (exportable ? 'yes, as its release policy says' : undefined)],
];

/** How two vaults themselves are set, where that differs: one sentence each. */
export function vaultDifferences(source: Vault, target: Vault): readonly string[] {
  const of = (name: string, before: string, after: string) => (before === after ? [] : [`${name}: ${before} → ${after}`]);
  const isOn = (value: boolean) => (value ? 'on' : 'off');
  return [
    ...of('tier', tierName(source.tier), tierName(target.tier)),
    ...of('kept after delete', `${source.retentionDays} days`, `${target.retentionDays} days`),
    ...of('purge protection', isOn(source.purgeProtection), isOn(target.purgeProtection)),
  ];
}
