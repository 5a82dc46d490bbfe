import type { BulkChange } from '../contract/bulk.ts';
import type { Input, Output } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Hall, Need } from '../operation/operation.ts';
import { deleteSecret, purgeSecret, recoverSecret } from '../secret/secret-operation.ts';
import { updateSecret } from '../secret/update-secret.ts';
import type { BulkState, Former, Sight } from './bulk-job.ts';
import { findSubject, isAsSeen, type Subject } from './find-subject.ts';
import { formerOf, tagsAfter, tagsBefore } from './judge.ts';
import type { Chosen } from './select-secret.ts';

type StepHall = Pick<Hall, 'perform' | 'read' | 'keyring'>;
type Attributes = Pick<Input<'SecretUpdate'>, 'enabled' | 'expires' | 'tags'>;

/** What the step of a change needs, as its operation declares it. */
export function needsOf(change: BulkChange): Need {
  switch (change.kind) {
    case 'tag':
    case 'enable':
    case 'disable':
    case 'expire':
      return updateSecret.needs;
    case 'delete':
      return deleteSecret.needs;
    case 'recover':
      return recoverSecret.needs;
    case 'purge':
      return purgeSecret.needs;
  }
}

/**
 * Changes one secret that is still as it was seen.
 * @returns what became of it, with what was there before
 * @throws VaultError ChangedMeanwhile, and what the operation throws; CancelledError
 */
export async function changeOne(hall: StepHall, change: BulkChange, item: Chosen, sight: Sight): Promise<BulkState> {
  const subject = await findAsSeen(hall, item, sight);
  const former = formerOf(change, subject.head);
  return { at: 'changed', sight: await act(hall, change, item, subject), former };
}

async function act(hall: StepHall, change: BulkChange, item: Chosen, { head }: Subject): Promise<Sight> {
  const update = (attributes: Attributes) => updateOne(hall, item, head, attributes);
  switch (change.kind) {
    case 'tag':
      return update({ tags: tagsAfter(change, head.tags) });
    case 'enable':
      return update({ enabled: true });
    case 'disable':
      return update({ enabled: false });
    case 'expire':
      return update({ expires: change.expires });
    case 'delete':
      return sightAfter(await hall.perform('SecretDelete', nameOf(item)));
    case 'recover':
      return sightAfter(await hall.perform('SecretRecover', nameOf(item)));
    case 'purge':
      await hall.perform('SecretPurge', nameOf(item));
      return { version: head.version, revision: head.rowVersion, deletedOn: undefined };
  }
}

/**
 * Puts back what a run changed, where nothing was changed since.
 * @throws VaultError ChangedMeanwhile, and what the operation throws; CancelledError
 */
export async function undoOne(
  hall: StepHall,
  change: BulkChange,
  item: Chosen,
  done: { sight: Sight; former: Former },
): Promise<BulkState> {
  const { head } = await findAsSeen(hall, item, done.sight);
  const { former } = done;
  switch (former.kind) {
    case 'tag':
      if (change.kind !== 'tag') throw new Error('tags are changed by a change of tags alone');
      await updateOne(hall, item, head, { tags: tagsBefore(change, former.tags, head.tags) });
      break;
    case 'enabled':
      await updateOne(hall, item, head, { enabled: former.enabled });
      break;
    case 'expires':
      await updateOne(hall, item, head, { expires: former.expires ?? null });
      break;
    case 'place':
      await hall.perform(change.kind === 'delete' ? 'SecretRecover' : 'SecretDelete', nameOf(item));
  }
  return { at: 'undone' };
}

/** Who changed it, and when, is told where somebody acts on one secret; of many the code is. */
async function findAsSeen({ read, keyring }: StepHall, item: Chosen, sight: Sight): Promise<Subject> {
  const subject = await read((tx) => findSubject(tx, keyring, item));
  if (isAsSeen(subject, sight)) return subject;
  throw new VaultError('ChangedMeanwhile', { name: item.name, changedBy: '', changedOn: 0 });
}

const nameOf = ({ vault, name }: Chosen): Chosen => ({ vault, name });

/** The revision makes sure once more, inside the transaction. */
const updateOne = async (hall: StepHall, { vault, name }: Chosen, head: Subject['head'], attributes: Attributes): Promise<Sight> =>
  sightAfter(await hall.perform('SecretUpdate', { vault, name, version: head.version, revision: head.rowVersion, ...attributes }));

const sightAfter = (after: Output<'SecretRecover'> | Output<'SecretDelete'>): Sight => ({
  version: after.version,
  revision: after.revision,
  deletedOn: 'deletedOn' in after ? after.deletedOn : undefined,
});
