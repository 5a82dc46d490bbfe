import type { LogRecord } from '../../../app/contract/log.ts';
import type { ErrorCode } from '../../../app/contract/vault-error.ts';

/** Why a record ended as it did, told to whoever reads the log, who need not be the one it tells of. */
export interface Why {
  readonly sentence: string;
  /** What would have been needed, or what follows. */
  readonly more?: string;
}

const byCode: Record<ErrorCode, string> = {
  BadParameter: 'Something in the request was not of the agreed form, so nothing was done.',
  Unauthorized: 'Nobody was signed in on this connection.',
  Forbidden: 'No role in force allowed it.',
  SecretDisabled: 'The secret’s version is disabled, so its value was not read.',
  SecretNotActive: 'The version was not active yet, and its vault enforces dates.',
  SecretExpired: 'The version had expired, and its vault enforces dates.',
  SecretNotFound: 'There was no such secret.',
  VaultNotFound: 'There was no such vault.',
  VaultAlreadyExists: 'A vault of that name exists.',
  ObjectIsDeletedButRecoverable: 'The name lies in the recycle bin.',
  Conflict: 'It had changed in the meantime, so nothing was overwritten.',
  ChangedMeanwhile: 'Somebody else had changed it since it was read, so nothing was overwritten.',
  VaultLocked: 'A lock stood against deleting it.',
  PurgeProtected: 'Its vault protects what is deleted until its day.',
  FileUnreadable: 'The file that was handed over could not be read.',
  StagedNotFound: 'What it was about had been forgotten by then.',
  KeyNotFound: 'There was no such key.',
  KeyDisabled: 'The key’s version is disabled.',
  KeyNotActive: 'The key was not active yet.',
  KeyExpired: 'The key had expired.',
  KeyOperationNotPermitted: 'The key’s permitted operations left it out.',
  KeyUnsupported: 'It could not be done with such a key.',
  ReleaseRefused: 'The key may not leave, or what attests the environment doesn’t do.',
  IssuerNotFound: 'The authority isn’t trusted.',
  DecryptFailed: 'What was given did not decrypt.',
  HsmModuleNotFound: 'There was no such module.',
  HsmModuleUnfit: 'The library could not be used as a module.',
  HsmTokenNotFound: 'There was no such token.',
  HsmTokenInUse: 'Keys of vaults were in the token.',
  HsmUnavailable: 'The token did not answer.',
  HsmAnswerWrong: 'The token gave a wrong answer, which nobody got.',
  HsmTokenLocked: 'The token was locked.',
  PinRefused: 'The token did not take the PIN.',
  RecordNotFound: 'There was no such record.',
  RecordRemoved: 'The record had been deleted.',
  Throttled: 'There were too many requests at once.',
  SignInFailed: 'Name and password did not belong together, or the wait after an earlier failure was not over.',
  SignInExpired: 'The second step of signing in came without the first, or too late.',
  InvitationInvalid: 'The one-time code was wrong, used or too old, or the wait after an earlier failure was not over.',
  PersonNotFound: 'There was no such person.',
  GroupNotFound: 'There was no such group.',
  ApplicationNotFound: 'There was no such application.',
  CredentialNotFound: 'There was no such credential.',
  CertificateUnfit: 'The certificate was not one to sign in with.',
  OfferUnfit: 'The offer of another tenant could not be taken.',
  TokenRefused: 'The application did not prove who it is.',
  EndpointUnavailable: 'The endpoint could not be reached that way on this computer.',
  HostsUnavailable: 'The system’s hosts file was not written.',
  NameTaken: 'The name is in use.',
  GroupCycle: 'The group would have been in itself.',
  AssignmentNotFound: 'There was no such assignment.',
  RoleNotFound: 'There was no such role.',
  RoleInUse: 'The role was assigned.',
  TooPowerful: 'It reached further than the roles of whoever asked.',
  LastOwner: 'Nobody would have been left who can manage the organisation.',
  FactorNotFound: 'There was no such second factor.',
  FactorUnproved: 'What was given did not prove the second factor.',
  FactorDue: 'A second factor had to be set up first.',
  RequestNotFound: 'There was no such request for access.',
  RequestDecided: 'The request had been decided already.',
  InstanceSealed: 'The house was closed.',
  InstanceExists: 'The data folder already held an organisation.',
  InstanceOpen: 'The house was open already.',
  UnlockFailed: 'What was given does not open that slot.',
  SlotNotFound: 'There was no such unlock slot.',
  SlotsTooMany: 'No more unlock slots fit.',
  SlotUnconfirmed: 'This computer did not know the slot, and nobody confirmed its library.',
  SlotsTooFew: 'Fewer than two unlock slots would have been left.',
  SharesTooFew: 'Not enough recovery shares had been entered yet.',
  ShareInvalid: 'A recovery share was not as it was printed.',
  ShareForeign: 'A recovery share belongs to another set.',
  KeychainUnavailable: 'The keychain of the computer could not be used.',
  SlotFileDamaged: 'The file with the unlock slots is damaged.',
  StoreNewer: 'The data was written by a newer version.',
  StoreDamaged: 'The database is damaged.',
  StoreUnavailable: 'The database could not be written.',
  StoreInUse: 'Another program had the data open.',
  IntegrityViolation: 'A stored row was not as it was written.',
  RolledBack: 'The database is older than its anchor says, and nobody had decided about that.',
  AuditUnavailable: 'Its record could not be written, so it was not done.',
  NotImplemented: 'The operation is not known to this version.',
  InternalError: 'Something failed inside; the correlation id leads to the trace.',
};

const isCode = (code: string): code is ErrorCode => Object.hasOwn(byCode, code);

/** A scope as people say it: `/` is everywhere, an Azure path its last name. */
export function scopeName(scope: string): string {
  if (scope === '/') return 'everything';
  return scope.split('/').findLast((part) => part !== '') ?? scope;
}

/** One sentence on why it was allowed, refused or failed. */
export function whyOf(record: LogRecord): Why {
  const { allowedBy, missing, result, identity, code } = record;
  if (missing) {
    const sentence =
      missing.action === 'session'
        ? 'Nobody was signed in on this connection.'
        : `${identity} holds no role that allows ${missing.action} on ${scopeName(missing.scope)}.`;
    return missing.smallestRole === undefined
      ? { sentence }
      : { sentence, more: `Smallest role that would: ${missing.smallestRole} on ${scopeName(missing.scope)}.` };
  }
  const grant = allowedBy && `the role ${allowedBy.role} on ${scopeName(allowedBy.scope)}`;
  if (result === 'succeeded') return { sentence: grant ? `Allowed by ${grant}.` : 'It needs no role.' };
  if (result === 'attempted') {
    return { sentence: 'It was about to leave a lasting effect, which is recorded before and after. The outcome is a record of its own.' };
  }
  const sentence = isCode(code) ? byCode[code] : `It ended with ${code}.`;
  return grant ? { sentence, more: `It would have been allowed by ${grant}.` } : { sentence };
}
