import { isVaultError, type ErrorData } from '../../app/contract/vault-error.ts';
import type { OperationName } from '../../app/contract/operation.ts';

type Issue = ErrorData<'BadParameter'>['issues'][number];

interface Field {
  readonly noun: string;
  readonly unit: string;
  /** What is allowed, where a length alone does not say it. */
  readonly form?: string;
}

const characters = 'characters';
const passphrase: Field = { noun: 'A passphrase', unit: 'bytes' };
const password: Field = { noun: 'A password', unit: 'bytes' };
const label = (noun: string): Field => ({ noun, unit: characters, form: `${noun} has no line breaks or other control characters.` });
const moment = (noun: string): Field => ({ noun, unit: 'milliseconds', form: `${noun} is a date and a time.` });

/** By the last word of the path that is a name; `Operation.field` where one word means two things. */
const fields: Readonly<Record<string, Field>> = {
  value: { noun: 'A value', unit: 'bytes' },
  passphrase,
  password,
  next: password,
  shares: { noun: 'A share', unit: 'bytes' },
  shareCheck: { noun: 'A share', unit: 'bytes' },
  code: { noun: 'A code', unit: 'bytes' },
  groups: { noun: 'A list of groups', unit: 'groups' },
  organisation: label('An organisation’s name'),
  subscription: label('A subscription’s name'),
  displayName: label('A name'),
  label: label('A label'),
  description: label('A description'),
  contentType: label('A content type'),
  resourceGroup: { noun: 'A resource group’s name', unit: characters, form: 'Letters, digits and . _ - ( ) only, not ending in a dot.' },
  retentionDays: { noun: 'Retention', unit: 'days' },
  idleMinutes: { noun: 'The idle time', unit: 'minutes' },
  count: { noun: 'The number of shares', unit: '' },
  threshold: { noun: 'The number of shares needed', unit: '', form: 'No more shares can be needed than there are.' },
  tags: { noun: 'A tag', unit: characters },
  reason: { noun: 'A reason', unit: characters },
  certificate: { noun: 'A certificate', unit: 'bytes' },
  offer: { noun: 'An offer', unit: characters },
  until: moment('The end'),
  notBefore: moment('Activation'),
  expires: moment('Expiry'),
  'VaultPut.name': {
    noun: 'A vault’s name',
    unit: characters,
    form: 'A letter first, then letters, digits and single hyphens, no hyphen at the end.',
  },
  'GroupPut.name': label('A group’s name'),
  'ApplicationCreate.name': label('An application’s name'),
  'ApplicationPatch.name': label('An application’s name'),
  'AttestationIssuerPut.name': label('An authority’s name'),
  authority: { noun: 'An address', unit: characters, form: 'An address begins with https:// and has no query.' },
  keySet: { noun: 'A key set', unit: 'bytes' },
  'KeyCreate.name': { noun: 'A key’s name', unit: characters, form: 'Letters, digits and hyphens only.' },
  'KeyImport.name': { noun: 'A key’s name', unit: characters, form: 'Letters, digits and hyphens only.' },
  'SecretSet.name': { noun: 'A secret’s name', unit: characters, form: 'Letters, digits and hyphens only.' },
  name: { noun: 'A name to sign in with', unit: characters, form: 'Letters, digits and . _ @ - only, a letter or digit first.' },
  person: { noun: 'A name to sign in with', unit: characters, form: 'Letters, digits and . _ @ - only, a letter or digit first.' },
};

/** Problems that say all by themselves. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['too_many_tags', 'At most 15 tags fit.'],
  ['not_utf8', 'A value is text in UTF-8.'],
  ['before_activation', 'Expiry comes after activation.'],
  ['key_set', 'This is no JSON Web Key Set with public keys for signatures.'],
  ['private_key', 'There is a private key in it. Only its owner may have that: take it out, and tell them.'],
  ['weak_key', 'A key in it is weaker than RSA 2048.'],
  ['key_algorithm', 'A key in it is for an algorithm that attestations aren’t signed by.'],
  ['twice', 'Two keys in it have the same name.'],
  ['unknown', 'There is none of this name. Choose one that exists.'],
  ['too_many_factors', 'You have as many second factors as there can be. Remove one first.'],
  ['no_factor_to_stand_in_for', 'Recovery codes stand in for a second factor. Set up an app or a passkey first.'],
  ['unrecognized_keys', 'The form sent a field that this version doesn’t know.'],
]);

const anyField: Field = { noun: 'This', unit: '' };

/**
 * What to say beside each field of a form after `BadParameter`, by dotted path (`person.password`, `shares.0`).
 * The path `''` is the whole form. Other failures have no fields: the answer is empty.
 */
export function fieldErrors(error: unknown, operation: OperationName): Readonly<Record<string, string>> {
  if (!isVaultError(error, 'BadParameter')) return {};
  const found = new Map<string, string>();
  // The first issue of a field is the one to correct first.
  for (const issue of error.data.issues) if (!found.has(issue.path)) found.set(issue.path, sentence(issue, operation));
  return Object.fromEntries(found);
}

function sentence(issue: Issue, operation: OperationName): string {
  const field = fieldOf(issue.path, operation);
  if (issue.problem === 'too_small') return tooSmall(issue, field);
  if (issue.problem === 'too_big')
    return `${field.noun} is at most ${amount(issue, field)}${field.unit === 'bytes' ? ', counted in UTF-8' : ''}.`;
  if (issue.problem === 'invalid_type') return `${field.noun} is missing or of the wrong kind.`;
  return sentences.get(issue.problem) ?? field.form ?? `${field.noun} can’t be used as it is.`;
}

const tooSmall = (issue: Issue, field: Field): string =>
  issue.limit === 1 && field.unit ? `${field.noun} can’t be empty.` : `${field.noun} is at least ${amount(issue, field)}.`;

function fieldOf(path: string, operation: OperationName): Field {
  const words = path.split('.').filter((word) => !/^\d+$/.test(word));
  // Tag names are the person's own words: nothing below `tags` is a field's name.
  const word = words[0] === 'tags' ? 'tags' : (words.at(-1) ?? '');
  const own = (key: string) => (Object.hasOwn(fields, key) ? fields[key] : undefined);
  return own(`${operation}.${word}`) ?? own(word) ?? anyField;
}

function amount(issue: Issue, field: Field): string {
  const number = (issue.limit ?? 0).toLocaleString('en-US');
  return `${number} ${issue.limit === 1 ? field.unit.replace(/s$/, '') : field.unit}`.trim();
}
