import { describe, expect, test } from 'vitest';
import { CancelledError, VaultError, errorData, type ErrorCode, type ErrorData } from '../../../app/contract/vault-error.ts';
import { EngineGone } from '../../../renderer/api/engine-gone.ts';
import { errorText, refusalText } from '../../../renderer/api/error-text.ts';

const time = Date.UTC(2027, 1, 12, 12);

/** Data for every code; `satisfies` makes a new code fail here until it is spoken of. */
const data = {
  BadParameter: { issues: [] },
  Unauthorized: {},
  Forbidden: { missing: 'Microsoft.KeyVault/vaults/secrets/getSecret/action', scope: '/', smallestRole: 'Key Vault Secrets User' },
  SecretDisabled: { name: 'db-password' },
  SecretNotFound: { name: 'db-password' },
  VaultNotFound: { name: 'payroll' },
  VaultAlreadyExists: { name: 'payroll' },
  ObjectIsDeletedButRecoverable: { name: 'db-password', purgeOn: time },
  Conflict: { name: 'db-password' },
  RecordNotFound: { sequence: 1234 },
  RecordRemoved: { sequence: 1234, deletion: 2345, by: 'M. Okafor', on: 1_790_000_000_000, reason: 'Older than the policy' },
  Throttled: { retryOn: time },
  SignInFailed: { retryOn: time },
  SignInExpired: {},
  InvitationInvalid: {},
  PersonNotFound: {},
  GroupNotFound: {},
  NameTaken: { name: 'treasury' },
  GroupCycle: { through: ['treasury', 'payroll team', 'treasury'] },
  AssignmentNotFound: {},
  RoleNotFound: {},
  RoleInUse: { name: 'Signers', assignments: 2 },
  TooPowerful: { role: 'User Access Administrator' },
  LastOwner: {},
  FactorDue: {},
  FactorNotFound: {},
  FactorUnproved: {},
  RequestNotFound: {},
  RequestDecided: { state: 'granted' },
  InstanceSealed: {},
  InstanceExists: {},
  InstanceOpen: {},
  UnlockFailed: { retryOn: time },
  SlotNotFound: {},
  SlotUnconfirmed: { path: '/opt/token/lib.so', reason: 'new' },
  SlotsTooFew: { least: 2 },
  SharesTooFew: { needed: 3, given: 1 },
  ShareInvalid: { position: 0 },
  SlotsTooMany: { most: 32 },
  ShareForeign: { position: 1 },
  KeychainUnavailable: { reason: 'insecure' },
  SlotFileDamaged: {},
  StoreNewer: { found: 9, known: 1 },
  StoreDamaged: { detail: 'page 7 does not authenticate' },
  StoreUnavailable: { reason: 'full' },
  StoreInUse: {},
  IntegrityViolation: { what: 'grant', id: '42' },
  RolledBack: { found: 10, expected: 1200 },
  KeyNotFound: { name: 'signing' },
  KeyDisabled: { name: 'signing' },
  KeyNotActive: { name: 'signing', activeOn: 1_790_000_000_000 },
  KeyExpired: { name: 'signing', expiredOn: 1_790_000_000_000 },
  KeyOperationNotPermitted: { name: 'signing', operation: 'decrypt' },
  KeyUnsupported: { what: 'RSA-OAEP-256', by: 'Office HSM', reason: 'token' },
  ReleaseRefused: { reason: 'issuer', authority: 'https://contoso.attest.example' },
  IssuerNotFound: {},
  DecryptFailed: {},
  HsmModuleNotFound: {},
  HsmModuleUnfit: { reason: 'not-a-module' },
  HsmTokenNotFound: {},
  HsmTokenInUse: { keys: 2 },
  HsmUnavailable: { token: 'Office HSM', reason: 'crashed' },
  HsmAnswerWrong: { token: 'Office HSM' },
  HsmTokenLocked: { token: 'Office HSM' },
  PinRefused: { reason: 'wrong', state: 'low' },
  SecretNotActive: { name: 'db-password', activeOn: 1_790_000_000_000 },
  SecretExpired: { name: 'db-password', expiredOn: 1_790_000_000_000 },
  ChangedMeanwhile: { name: 'db-password', changedBy: 'Ada', changedOn: 1_790_000_000_000 },
  VaultLocked: { name: 'payroll', reason: 'audit' },
  PurgeProtected: { name: 'db-password', purgeOn: 1_790_000_000_000 },
  FileUnreadable: { reason: 'format', line: 3 },
  StagedNotFound: { what: 'import' },
  AuditUnavailable: {},
  NotImplemented: {},
  InternalError: { correlationId: 'c-1' },
  ApplicationNotFound: {},
  CredentialNotFound: {},
  CertificateUnfit: { reason: 'weak' },
  OfferUnfit: { reason: 'signature' },
  TokenRefused: { reason: 'secret' },
  EndpointUnavailable: { reason: 'port-in-use' },
  HostsUnavailable: { reason: 'refused', command: 'sudo true' },
} satisfies { [C in ErrorCode]: ErrorData<C> };

const codes = Object.keys(errorData).filter((code): code is ErrorCode => Object.hasOwn(errorData, code));

/** How the house speaks: whole sentences, in sentence case, without shouting, pleading or blame. */
function expectVoice(text: string): void {
  expect(text).toMatch(/^\S/);
  expect(text).toMatch(/[.]$/);
  expect(text).not.toMatch(/!|please|sorry|oops|your fault|invalid|undefined|NaN|\[object/i);
}

describe.each(codes)('%s', (code) => {
  test('says what happened and what to do, in the voice of the house', () => {
    const text = errorText(new VaultError(code, data[code]));
    expectVoice(text?.title ?? '');
    expectVoice(text?.whatToDo ?? '');
  });
});

test.each([
  [
    new VaultError('ObjectIsDeletedButRecoverable', data.ObjectIsDeletedButRecoverable),
    'db-password wasn’t saved: its name lies in the recycle bin until 12 Feb 2027.',
  ],
  [new VaultError('Forbidden', data.Forbidden), 'Refused: your roles don’t include Microsoft.KeyVault/vaults/secrets/getSecret/action.'],
  [new VaultError('RolledBack', data.RolledBack), 'The database is older than it should be: 10 records found, 1,200 expected.'],
  [new VaultError('SharesTooFew', data.SharesTooFew), 'Still locked: 1 share entered, 3 needed.'],
  [new EngineGone('crashed'), 'The engine stopped unexpectedly. Everything that was confirmed is saved.'],
])('facts are filled in: %s', (error, title) => {
  expect(errorText(error)?.title).toBe(title);
});

test.each(['full', 'readonly', 'busy', 'closed', 'io'] as const)('a store that is %s has sentences of its own', (reason) => {
  expectVoice(errorText(new VaultError('StoreUnavailable', { reason }))?.whatToDo ?? '');
});

test('the smallest role is named where there is one, and left out where there is none', () => {
  expect(errorText(new VaultError('Forbidden', data.Forbidden))?.whatToDo).toContain('Key Vault Secrets User');
  expect(errorText(new VaultError('Forbidden', { missing: 'read', scope: '/' }))?.whatToDo).toBe(
    'Ask an administrator for a role that includes it.',
  );
});

test('who can grant the role is named where the engine says it', () => {
  const grantors = ['Ada', 'Ben'];
  expect(errorText(new VaultError('Forbidden', { ...data.Forbidden, grantors }))?.whatToDo).toBe(
    'Ask Ada or Ben for the role Key Vault Secrets User, which includes it.',
  );
});

test('a scope that may be known is named', () => {
  expect(errorText(new VaultError('Forbidden', { missing: 'read', scope: '/subscriptions/1' }))?.title).toBe(
    'Refused: your roles don’t include read on /subscriptions/1.',
  );
});

test('an internal error carries its correlation id to copy', () => {
  expect(errorText(new VaultError('InternalError', data.InternalError))?.correlationId).toBe('c-1');
});

test('giving up is no failure', () => {
  expect(errorText(new CancelledError())).toBeUndefined();
});

test('what nobody expected is not quoted', () => {
  expect(errorText(new TypeError('secret 1234'))?.title).toBe('Not done: something failed in this window.');
});

test.each([
  ['StoreInUse', '{}', 'Not opened: another Strongroom has this data open.'],
  ['StoreDamaged', '{"detail":"pages"}', 'The database is damaged: some of its pages don’t authenticate.'],
  ['StoreNewer', '{"found":9,"known":1}', 'The data was written by a newer Strongroom (format 9; this one knows 1).'],
  ['InternalError', '{"correlationId":"c-1"}', 'Not done: something failed inside Strongroom.'],
  ['InternalError', 'The engine did not start.', 'Strongroom can’t start here. The engine did not start.'],
  ['Surprise', '{"found":9}', 'Strongroom can’t start here.'],
])('an engine that can’t work here because of %s says so: %s', (code, detail, title) => {
  expect(refusalText({ code, detail }).title).toBe(title);
});
