import * as z from 'zod';

/** What a refused input says of one field. `path` is dotted (`slots.0.label`), `limit` in bytes, characters, days or items. */
export const inputIssue = z.object({ path: z.string(), problem: z.string(), limit: z.number().optional() });

const none = z.object({});
const named = z.object({ name: z.string() });
const retry = z.object({ retryOn: z.number().int() });
const missing = z.object({
  missing: z.string(),
  /** `/` where the person may not know whether what was asked for exists. */
  scope: z.string(),
  smallestRole: z.string().optional(),
  /** Up to five people who could assign that role there. */
  grantors: z.array(z.string()).optional(),
});

/**
 * The closed list of expected failures, with the typed data that each carries.
 * Names are Key Vault's own where it has one
 * (https://learn.microsoft.com/azure/key-vault/general/rest-error-codes); the rest are the house's.
 */
export const errorData = {
  BadParameter: z.object({ issues: z.array(inputIssue) }),
  /** `why`: what is wrong with the token of an application; absent where nobody is signed in. */
  Unauthorized: z.object({
    why: z.enum(['missing', 'malformed', 'signature', 'audience', 'issuer', 'expired', 'revoked', 'superseded']).optional(),
  }),
  Forbidden: missing,
  SecretDisabled: named,
  /** Before its activation, in a vault that enforces dates. */
  SecretNotActive: z.object({ name: z.string(), activeOn: z.number().int() }),
  /** After its expiry, in a vault that enforces dates. */
  SecretExpired: z.object({ name: z.string(), expiredOn: z.number().int() }),
  SecretNotFound: named,
  VaultNotFound: named,
  VaultAlreadyExists: named,
  ObjectIsDeletedButRecoverable: z.object({ name: z.string(), purgeOn: z.number().int() }),
  Conflict: named,
  /** Somebody else changed it since it was read: nothing was written. */
  ChangedMeanwhile: z.object({ name: z.string(), changedBy: z.string(), changedOn: z.number().int() }),
  /** A lock stands against deleting it. */
  VaultLocked: z.object({ name: z.string(), reason: z.string() }),
  /** Nobody can purge it before its day. */
  PurgeProtected: z.object({ name: z.string(), purgeOn: z.number().int() }),
  /** A file that was handed over can't be read as what it was said to be. `line` from 1, 0 where there is none. */
  FileUnreadable: z.object({
    reason: z.enum(['empty', 'format', 'encoding', 'rows', 'time', 'memory', 'foreign', 'no-key', 'two-keys']),
    line: z.number().int(),
  }),
  /** An upload, import, preview, export or a second factor that was begun, that is over: its session ended, it was used, or it waited too long. */
  StagedNotFound: z.object({ what: z.enum(['upload', 'import', 'job', 'export', 'view', 'factor', 'copy']) }),
  KeyNotFound: named,
  KeyDisabled: named,
  /** Before its activation nothing is signed, encrypted or wrapped with it. */
  KeyNotActive: z.object({ name: z.string(), activeOn: z.number().int() }),
  /** After its expiry nothing is signed, encrypted or wrapped with it. */
  KeyExpired: z.object({ name: z.string(), expiredOn: z.number().int() }),
  /** Its permitted operations leave this one out. */
  KeyOperationNotPermitted: z.object({ name: z.string(), operation: z.string() }),
  /** What was asked cannot be done with such a key, or not safely; `by` is the key, vault, pool or token that it can't be done by. */
  KeyUnsupported: z.object({ what: z.string(), by: z.string(), reason: z.enum(['type', 'algorithm', 'vault', 'pool', 'token', 'unsafe']) }),
  /** A key is not released: it may not leave, or what attests the environment does not do; `authority` is who attested, or said to. */
  ReleaseRefused: z.object({
    reason: z.enum(['fixed', 'unreadable', 'issuer', 'signature', 'expired', 'policy', 'target']),
    authority: z.string().optional(),
  }),
  /** An authority that is trusted no more. */
  IssuerNotFound: none,
  /** What was given does not decrypt; it is never said why. */
  DecryptFailed: none,
  HsmModuleNotFound: none,
  /** A library that can't be used as a PKCS #11 module. */
  HsmModuleUnfit: z.object({ reason: z.enum(['missing', 'not-a-module', 'crashed', 'hung', 'refused', 'unsupported', 'added-before']) }),
  HsmTokenNotFound: none,
  /** Keys of vaults are in it. */
  HsmTokenInUse: z.object({ keys: z.number().int() }),
  /** The token did not do what was asked; nothing was lost, and it may be tried again but where the key is gone. */
  HsmUnavailable: z.object({
    token: z.string(),
    reason: z.enum(['absent', 'starting', 'crashed', 'hung', 'stopped', 'busy', 'full', 'device', 'key-gone']),
  }),
  /** What the token gave is no signature of this key, or does not open again: nobody got it. It may be asked again. */
  HsmAnswerWrong: z.object({ token: z.string() }),
  /** Its keys need its PIN. */
  HsmTokenLocked: z.object({ token: z.string() }),
  /** `state` is the PIN's after it. */
  PinRefused: z.object({
    reason: z.enum(['wrong', 'locked', 'length', 'characters', 'expired', 'unset', 'pad']),
    state: z.enum(['unset', 'fine', 'low', 'last', 'locked']),
  }),
  RecordNotFound: z.object({ sequence: z.number().int() }),
  /** Its text was deleted; `deletion` is the record that says so. */
  RecordRemoved: z.object({
    sequence: z.number().int(),
    deletion: z.number().int(),
    by: z.string(),
    on: z.number().int(),
    reason: z.string(),
  }),
  Throttled: retry.extend({ limit: z.enum(['vault', 'identity', 'source']).optional() }),
  SignInFailed: z.object({ retryOn: z.number().int().optional() }),
  /** The second half of signing in came without the first, or too late. */
  SignInExpired: none,
  /** A one-time code is wrong, was used, or is too old. */
  InvitationInvalid: z.object({ retryOn: z.number().int().optional() }),
  PersonNotFound: none,
  GroupNotFound: none,
  ApplicationNotFound: none,
  CredentialNotFound: none,
  /** A certificate that nothing can be proved by. */
  CertificateUnfit: z.object({ reason: z.enum(['unreadable', 'weak', 'expired', 'not-yet', 'key', 'names']) }),
  /** What another tenant offered can't be taken. */
  OfferUnfit: z.object({ reason: z.enum(['unreadable', 'signature', 'own', 'expired', 'certificates', 'key']) }),
  /** An application did not prove who it is. */
  TokenRefused: z.object({ reason: z.enum(['secret', 'unknown', 'disabled', 'expired', 'assertion', 'resource', 'request']) }),
  EndpointUnavailable: z.object({ reason: z.enum(['port-in-use', 'port-not-allowed', 'address-not-here', 'certificate', 'no-ports']) }),
  /** The system's hosts file could not be written. `command` does by hand what was asked. */
  HostsUnavailable: z.object({ reason: z.enum(['refused', 'missing', 'changed']), command: z.string() }),
  NameTaken: named,
  /** A group would be in itself. `through`: names, from the group to the member. */
  GroupCycle: z.object({ through: z.array(z.string()) }),
  AssignmentNotFound: none,
  RoleNotFound: none,
  /** It is assigned: those assignments must end first. */
  RoleInUse: z.object({ name: z.string(), assignments: z.number().int() }),
  /** What would be changed holds more than who changes it: `role` is what is missing. */
  TooPowerful: z.object({ role: z.string() }),
  /** Nobody would be left who can manage the tenant. */
  LastOwner: none,
  FactorNotFound: none,
  FactorUnproved: none,
  /** A second factor must be set up before anything else. */
  FactorDue: none,
  RequestNotFound: none,
  RequestDecided: z.object({ state: z.string() }),
  InstanceSealed: none,
  InstanceExists: none,
  InstanceOpen: none,
  UnlockFailed: z.object({ retryOn: z.number().int() }),
  SlotNotFound: none,
  /** This computer does not know the slot, or knows it otherwise: a person has to confirm its library before that is loaded. */
  SlotUnconfirmed: z.object({ path: z.string(), reason: z.enum(['new', 'changed']) }),
  SlotsTooFew: z.object({ least: z.number().int() }),
  SlotsTooMany: z.object({ most: z.number().int() }),
  SharesTooFew: z.object({ needed: z.number().int(), given: z.number().int() }),
  ShareInvalid: z.object({ position: z.number().int() }),
  ShareForeign: z.object({ position: z.number().int() }),
  KeychainUnavailable: z.object({ reason: z.enum(['absent', 'insecure', 'refused']) }),
  SlotFileDamaged: none,
  StoreNewer: z.object({ found: z.number().int(), known: z.number().int() }),
  StoreDamaged: z.object({ detail: z.string() }),
  StoreUnavailable: z.object({ reason: z.enum(['full', 'readonly', 'busy', 'io', 'closed']) }),
  StoreInUse: none,
  IntegrityViolation: z.object({ what: z.string(), id: z.string() }),
  RolledBack: z.object({ found: z.number().int(), expected: z.number().int() }),
  AuditUnavailable: none,
  NotImplemented: none,
  InternalError: z.object({ correlationId: z.string() }),
} as const;

export type ErrorCode = keyof typeof errorData;
export type ErrorData<C extends ErrorCode> = z.infer<(typeof errorData)[C]>;

/** An expected failure. Everything else that is thrown is a bug, or a cancellation (AbortError). */
export class VaultError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly data: ErrorData<C>;

  constructor(code: C, data: ErrorData<C>) {
    super(code);
    this.name = 'VaultError';
    this.code = code;
    this.data = data;
  }
}

/** Whether `error` is the expected failure `code`, with its data. */
export const isVaultError = <C extends ErrorCode>(error: unknown, code: C): error is VaultError<C> =>
  error instanceof VaultError && error.code === code;

const codes = z.enum(Object.keys(errorData) as [ErrorCode, ...ErrorCode[]]);

/** The code of an expected failure; anything else is a bug, and is called so. */
export const errorCodeOf = (error: unknown): ErrorCode => (error instanceof VaultError ? codes.parse(error.code) : 'InternalError');

/**
 * Reads an error that crossed a process boundary.
 * @param value `{code, data}` as sent
 * @returns the error, or `InternalError` when the shape is not one that the list knows
 */
export function parseVaultError(value: unknown): VaultError {
  const parsed = z.object({ code: codes, data: z.unknown() }).safeParse(value);
  if (parsed.success) {
    const data = errorData[parsed.data.code].safeParse(parsed.data.data);
    if (data.success) return new VaultError(parsed.data.code, data.data);
  }
  return new VaultError('InternalError', { correlationId: 'unknown' });
}

/** The cancelled kind: neither shown nor recorded as a failure. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'AbortError';
  }
}
