import type { ImportChoice, ImportFormat, ImportRow, ImportStatus } from '../../../app/contract/import.ts';
import type { MeaningKind } from '../../component/meaning.tsx';
import { dayText } from '../../component/moment-text.ts';
import { reasonText } from '../job/refusal-file.ts';

export const formatText: Readonly<Record<ImportFormat, string>> = {
  env: '.env file',
  json: 'JSON, flat or nested',
  csv: 'CSV with a line of column names',
  azure: 'Azure: az keyvault secret',
  vault: 'HashiCorp Vault: kv output',
  bitwarden: 'Bitwarden Secrets Manager export',
  strongroom: 'Strongroom export',
};

export const statusText: Readonly<Record<ImportStatus, { readonly name: string; readonly kind: MeaningKind; readonly means: string }>> = {
  new: { name: 'new', kind: 'ok', means: 'Nothing of this name is there.' },
  changed: { name: 'changed', kind: 'warning', means: 'There with another value: writing makes a new version.' },
  same: { name: 'same', kind: 'disabled', means: 'There with the same value: nothing to write.' },
  exists: { name: 'exists', kind: 'notice', means: 'There, and not compared: writing makes a new version.' },
  deleted: { name: 'in the bin', kind: 'warning', means: 'The name lies in the recycle bin, and stays taken until then.' },
  refused: { name: 'refused', kind: 'danger', means: 'It can’t be written as it is.' },
};

/** A row's status in few words, with the reason or the day that belongs to it. */
export function statusSentence({ status, reason, purgeOn }: ImportRow): string {
  if (status === 'refused') return `refused: ${reasonText(reason)}`;
  if (status === 'deleted' && purgeOn !== undefined) return `in the bin until ${dayText(purgeOn)}`;
  return statusText[status].name;
}

export const choiceText: Readonly<Record<ImportChoice, { readonly name: string; readonly hint: string }>> = {
  write: { name: 'write', hint: 'Sets the secret; where it exists, as a new version.' },
  skip: { name: 'skip', hint: 'Leaves everything as it is.' },
  recover: { name: 'recover, then write', hint: 'Takes the deleted one back, and sets the value as its newest version.' },
  purge: { name: 'purge, then write', hint: 'Destroys the deleted one with all its versions for good, then makes a new secret.' },
};

/** Reasons that another name puts right. */
const renames: readonly string[] = ['name', 'name_long', 'duplicate'];

export const canRename = ({ status, reason }: ImportRow): boolean =>
  status !== 'refused' || (reason !== undefined && renames.includes(reason));

/** What may be chosen for rows of a status. */
export function choicesOf(status: ImportStatus, purgeProtected = false): readonly ImportChoice[] {
  switch (status) {
    case 'new':
    case 'changed':
    case 'same':
    case 'exists':
      return ['write', 'skip'];
    case 'deleted':
      return purgeProtected ? ['skip', 'recover'] : ['skip', 'recover', 'purge'];
    case 'refused':
      return ['skip'];
  }
}
