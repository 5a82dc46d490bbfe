import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';
import { rv } from './number.ts';

/** What a library refused, by number: vendors have numbers of their own, and the binding names only those of v2.40. */
export class CryptokiError extends Error {
  /** CKR_*. */
  readonly code: number;
  /** `C_Sign`. */
  readonly call: string;

  constructor(code: number, call: string) {
    super(`${call}: 0x${code.toString(16)}`);
    this.name = 'CryptokiError';
    this.code = code;
    this.call = call;
  }
}

/**
 * Reads an error of the binding: some of its calls throw one with a code, others an Error that only says it (`CKR_PIN_INCORRECT:160`).
 * @returns what is no answer of the library, as it is: a bug
 */
export function toCryptokiError(error: unknown, call: string): unknown {
  if (!(error instanceof Error)) return error;
  if ('code' in error && typeof error.code === 'number') return new CryptokiError(error.code, call);
  const said = /CKR_\w+:(\d+)/.exec(error.message);
  return said?.[1] === undefined ? error : new CryptokiError(Number(said[1]), call);
}

export const isCode = (error: unknown, ...codes: readonly number[]): boolean =>
  error instanceof CryptokiError && codes.includes(error.code);

/** The session is no more, or its user isn't signed in: with another it may go. */
export const sessionLost = [rv.sessionHandleInvalid, rv.sessionClosed, rv.operationActive, rv.userNotLoggedIn] as const;

/** The object is not where it was. */
export const handleLost = [rv.objectHandleInvalid, rv.keyHandleInvalid] as const;

/** The token is not there. */
export const tokenGone = [rv.deviceRemoved, rv.tokenNotPresent, rv.tokenNotRecognized, rv.slotIdInvalid] as const;

/** The token can't do that, or not so. */
export const incapable = [
  rv.argumentsBad,
  rv.functionNotSupported,
  rv.mechanismInvalid,
  rv.mechanismParamInvalid,
  rv.keyFunctionNotPermitted,
  rv.keyTypeInconsistent,
  rv.keySizeRange,
  rv.attributeTypeInvalid,
  rv.attributeValueInvalid,
  rv.templateIncomplete,
  rv.templateInconsistent,
  rv.domainParamsInvalid,
  rv.curveNotSupported,
  rv.actionProhibited,
  rv.unwrappingKeySizeRange,
  rv.unwrappingKeyTypeInconsistent,
] as const;

/** What decrypting ends with when there is something wrong with what was given; which of them it is differs from token to token. */
const undecryptable = [
  rv.generalError,
  rv.functionFailed,
  rv.argumentsBad,
  rv.dataInvalid,
  rv.dataLenRange,
  rv.encryptedDataInvalid,
  rv.encryptedDataLenRange,
  rv.aeadDecryptFailed,
] as const;

export const isUndecryptable = (error: unknown): boolean =>
  error instanceof CryptokiError && error.call === 'C_Decrypt' && isCode(error, ...undecryptable);

/** What passes: asked again, the token may do it. */
const passing = [
  rv.sessionHandleInvalid,
  rv.sessionClosed,
  rv.userNotLoggedIn,
  rv.sessionCount,
  rv.tokenResourceExceeded,
  rv.deviceMemory,
] as const;

export const isPassing = (error: unknown): boolean => isCode(error, ...passing);

/** Refusals that say something of the token or the session, and nothing of what was handed over. */
const ofTheToken = [
  ...tokenGone,
  ...sessionLost,
  ...handleLost,
  rv.sessionCount,
  rv.tokenResourceExceeded,
  rv.deviceMemory,
  rv.hostMemory,
  rv.cryptokiNotInitialized,
] as const;

export const isOfTheToken = (error: unknown): boolean => isCode(error, ...ofTheToken);

type Reason = ErrorData<'HsmUnavailable'>['reason'];

const reasons = new Map<number, Reason>([
  ...tokenGone.map((code): [number, Reason] => [code, 'absent']),
  ...handleLost.map((code): [number, Reason] => [code, 'key-gone']),
  [rv.sessionCount, 'busy'],
  [rv.tokenResourceExceeded, 'busy'],
  [rv.deviceMemory, 'full'],
]);

const pinReasons = new Map<number, ErrorData<'PinRefused'>['reason']>([
  [rv.pinIncorrect, 'wrong'],
  [rv.pinInvalid, 'characters'],
  [rv.pinTooWeak, 'characters'],
  [rv.pinLenRange, 'length'],
  [rv.pinExpired, 'expired'],
  [rv.pinLocked, 'locked'],
  [rv.userPinNotInitialized, 'unset'],
]);

/** Why a PIN was refused; undefined where it is not about the PIN. */
export const pinReason = (error: unknown): ErrorData<'PinRefused'>['reason'] | undefined =>
  error instanceof CryptokiError ? pinReasons.get(error.code) : undefined;

/**
 * What a library's refusal means to the house. Whatever it has no better word for is the device's.
 * @param token label @param what was to be done, for what the token can't
 */
export function toVaultError(error: unknown, token: string, what: string): unknown {
  if (!(error instanceof CryptokiError)) return error;
  const { code } = error;
  if (isCode(error, rv.userNotLoggedIn)) return new VaultError('HsmTokenLocked', { token });
  if (isCode(error, ...incapable)) return new VaultError('KeyUnsupported', { what, by: token, reason: 'token' });
  return new VaultError('HsmUnavailable', { token, reason: reasons.get(code) ?? 'device' });
}
