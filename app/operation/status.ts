import type { ErrorCode } from '../contract/vault-error.ts';
import type { Result } from '../contract/log.ts';

/** The HTTP status of every expected failure: in the log, and on the REST door. Source: Key Vault's REST error codes. */
export const statusOf = {
  BadParameter: 400,
  Unauthorized: 401,
  Forbidden: 403,
  SecretDisabled: 403,
  SecretNotActive: 403,
  SecretExpired: 403,
  SecretNotFound: 404,
  VaultNotFound: 404,
  VaultAlreadyExists: 409,
  ObjectIsDeletedButRecoverable: 409,
  Conflict: 409,
  ChangedMeanwhile: 409,
  VaultLocked: 409,
  PurgeProtected: 403,
  FileUnreadable: 400,
  StagedNotFound: 404,
  RecordNotFound: 404,
  Throttled: 429,
  SignInFailed: 401,
  InstanceSealed: 503,
  InstanceExists: 409,
  InstanceOpen: 409,
  UnlockFailed: 401,
  SlotNotFound: 404,
  SlotsTooFew: 409,
  SlotsTooMany: 409,
  SharesTooFew: 400,
  ShareInvalid: 400,
  ShareForeign: 400,
  KeychainUnavailable: 503,
  SlotFileDamaged: 500,
  StoreNewer: 500,
  StoreDamaged: 500,
  StoreUnavailable: 503,
  StoreInUse: 503,
  IntegrityViolation: 500,
  RolledBack: 503,
  AuditUnavailable: 503,
  NotImplemented: 501,
  InternalError: 500,
} as const satisfies Record<ErrorCode, number>;

/** What the log calls an outcome of this status. */
export function resultOf(status: number): Result {
  if (status < 400) return 'succeeded';
  return status === 401 || status === 403 || status === 429 ? 'refused' : 'failed';
}
