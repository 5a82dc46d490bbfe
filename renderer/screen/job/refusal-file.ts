import { visibleText } from '../../component/visible-text.ts';
import type { JobRefusal } from './job.ts';

/** By error code, and by what is wrong with a row of an import. */
const reasons: Readonly<Record<string, string>> = {
  Forbidden: 'your roles don’t include it',
  SecretNotFound: 'it is no longer there',
  KeyNotFound: 'it is no longer there',
  VaultNotFound: 'its vault is no longer there',
  ChangedMeanwhile: 'somebody changed it since the preview',
  Conflict: 'it changed meanwhile',
  ObjectIsDeletedButRecoverable: 'the name lies in the recycle bin',
  PurgeProtected: 'its vault protects what is deleted',
  VaultLocked: 'a lock stands against it',
  SecretDisabled: 'it is disabled',
  SecretExpired: 'it has expired, and its vault enforces dates',
  SecretNotActive: 'it is not active yet, and its vault enforces dates',
  BadParameter: 'the result would not be valid',
  KeyUnsupported: 'the vault or its token can’t hold such a key',
  HsmTokenLocked: 'the token is locked',
  HsmUnavailable: 'the token did not answer',
  HsmAnswerWrong: 'the token gave a wrong answer',
  Throttled: 'there were too many requests',
  StoreUnavailable: 'the store could not be written',
  AuditUnavailable: 'its record could not be written',
  StagedNotFound: 'it waited too long',
  name: 'no letter or digit in its name',
  name_long: 'name over 127 characters',
  duplicate: 'name of another row',
  value_long: 'value over 25,600 bytes',
  value_text: 'value isn’t UTF-8 text',
  tags: 'tags too many or too long',
  content_type: 'content type not usable',
  date: 'dates not usable',
  enabled: 'its enabled column is neither true nor false',
  value_missing: 'no value',
  line: 'a line that can’t be read',
  unwritable: 'a file of this format can’t hold its value',
};

/** Why one of many was refused, in few words; a code that has none stands for itself. */
export const reasonText = (code: string | undefined): string => (code === undefined ? 'refused' : (reasons[code] ?? `refused (${code})`));

/** A cell that no spreadsheet runs: what could begin a formula starts with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection). */
function cell(text: string): string {
  const shown = visibleText(text);
  const safe = /^\s*[=+\-@|%]/u.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What was refused and why, as RFC 4180 text with a head line. */
export const refusalCsv = (refusals: readonly JobRefusal[]): string =>
  [['vault', 'name', 'code', 'reason'], ...refusals.map(({ vault, name, code }) => [vault, name, code ?? '', reasonText(code)])]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
