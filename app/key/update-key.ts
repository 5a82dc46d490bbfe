import { findLastChange } from '../audit/last-change.ts';
import { sameBytes } from '../audit/tree.ts';
import { type KeyOperation, KeyUpdate } from '../contract/key.ts';
import type { Input } from '../contract/operation.ts';
import { exportProblem, type ReleasePolicy } from '../contract/release-policy.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { changedAttributes, checkDates, toIso } from '../vault/attribute.ts';
import { changeObject } from '../vault/object-row.ts';
import { changeObjectVersion } from '../vault/object-version.ts';
import { recoveryLevel, vaultTarget } from '../vault/vault.ts';
import { withVersionMac } from './check-version.ts';
import { findKeyVersion } from './find-key-version.ts';
import { type KeyPlace, materialBinding, toWholeProperties } from './key.ts';
import { isExchange, operationsOf } from './key-kind.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyVersionHead, KeyVersionRow } from './key-store.ts';
import { actingOf } from './rotation.ts';

/** Changes attributes of one version. They are bound to its data key, which is wrapped again; what is private is never opened. */
export const updateKey: RoomOperation<typeof KeyUpdate> = {
  at: 'room',
  shape: KeyUpdate,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/update/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    enabled: kept((input) => (input.enabled === undefined ? undefined : String(input.enabled))),
    operations: kept((input) => input.operations?.join(' ')),
    notBefore: kept((input) => (input.notBefore === null ? 'removed' : toIso(input.notBefore))),
    expires: kept((input) => (input.expires === null ? 'removed' : toIso(input.expires))),
    tags: kept((input) => (input.tags === undefined ? undefined : 'changed')),
    releasePolicy: kept(({ releasePolicy }) => releasePolicy && (releasePolicy.immutable ? 'changed, immutable' : 'changed')),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async run(room, input) {
    const { place, version } = await findKeyVersion(room, input);
    if (input.revision !== undefined && input.revision !== version.rowVersion) throw await changedMeanwhile(room, place, version);
    const after = await writeAgain(room, place, version, input);
    return toWholeProperties(room, { ...place, row: await actAnew(room, place, after) }, after);
  },
};

async function changedMeanwhile({ tx }: Room, { vault, row: { name } }: KeyPlace, version: KeyVersionRow): Promise<VaultError> {
  const last = await findLastChange(tx, `${vault.name} / ${name}`, ['KeyUpdate']);
  return new VaultError('ChangedMeanwhile', { name, changedBy: last?.by ?? version.createdBy, changedOn: version.updatedOn });
}

async function writeAgain(room: Room, { vault }: KeyPlace, before: KeyVersionRow, input: Input<'KeyUpdate'>): Promise<KeyVersionRow> {
  const { tx, keyring, time } = room;
  const { material, ...head } = before;
  const changed = {
    ...head,
    ...changedAttributes(head, input),
    operations: input.operations ? changedOperations(head, input.operations) : head.operations,
    releasePolicy: input.releasePolicy ? replacedPolicy(head, input.releasePolicy) : head.releasePolicy,
    updatedOn: time,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.retentionDays,
    rowVersion: head.rowVersion + 1,
  };
  checkDates(changed);
  const marked = withVersionMac(keyring, changed);
  const rewrapped = material && {
    ...material,
    ...(await keyring.rewrapValue(tx, materialBinding(head), materialBinding(marked), material)),
  };
  const after = { ...marked, material: rewrapped };
  await changeObjectVersion(keyNoun, room, before, after);
  return after;
}

/** What a key exchange key is for can't be changed, and no other can become one: its token was told what it is for. */
function changedOperations({ spec, operations }: KeyVersionHead, given: readonly KeyOperation[]): readonly KeyOperation[] {
  const exchanges = isExchange(operations);
  if (exchanges && !isExchange(given)) throw new VaultError('BadParameter', { issues: [{ path: 'operations', problem: 'unfit' }] });
  return operationsOf(spec, given, exchanges);
}

/** @throws VaultError BadParameter for a key that may not leave, and where the policy that there is may not change */
function replacedPolicy({ releasePolicy: before }: KeyVersionHead, next: ReleasePolicy): ReleasePolicy {
  const refused = (problem: string) => new VaultError('BadParameter', { issues: [{ path: 'releasePolicy', problem }] });
  if (!before) throw refused(exportProblem);
  const isSame = next.immutable && sameBytes(next.data, before.data) && next.contentType === before.contentType;
  if (before.immutable && !isSame) throw refused('immutable');
  return next;
}

/** The rotation policy acts by what the current version says. */
async function actAnew(room: Room, { row }: KeyPlace, version: KeyVersionRow): Promise<KeyPlace['row']> {
  if (row.currentVersion !== version.version) return row;
  const acting = actingOf(row.policy, version);
  if (acting.rotatesOn === row.rotatesOn && acting.notifiesOn === row.notifiesOn) return row;
  return changeObject(keyNoun, room, row, (it) => ({ ...it, ...acting }));
}
