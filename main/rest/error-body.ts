import type { OperationName } from '../../app/contract/operation.ts';
import { type ErrorCode, type ErrorData, errorData, VaultError } from '../../app/contract/vault-error.ts';
import { statusOf } from '../../app/operation/status.ts';
import { tellOf } from './bearer.ts';
import type { VaultHost } from './host.ts';
import type { WireError } from './refused.ts';

/** What was asked, as far as errors tell of it. */
export interface About {
  /** Absent where it was asked of the authority. */
  readonly host: VaultHost | undefined;
  readonly operation: OperationName | undefined;
  /** `name`, and `version` where one was named. */
  readonly path: Readonly<Record<string, string>>;
  readonly token: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
}

type Said = Omit<WireError, 'status'>;
type Say<C extends ErrorCode> = (data: ErrorData<C>, about: About) => Said;

const help = (linkId: number): string => `For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=${linkId}`;

const conflict = (message: string, inner?: string): Said => ({ code: 'Conflict', ...(inner !== undefined && { inner }), message });
const forbidden = (message: string, inner?: string): Said => ({ code: 'Forbidden', ...(inner !== undefined && { inner }), message });
const unavailable = (message: string): Said => ({ code: 'ServiceUnavailable', message });
/** The same of what comes back, in about so many seconds: whoever asks again then need not notice. */
const awayFor = (seconds: number, message: string): Said => ({ ...unavailable(message), headers: { 'Retry-After': String(seconds) } });
const broken = (message: string): Said => ({ code: 'InternalServerError', message });

/** Codes of operations that lead nowhere from a vault's routes: told by their own name. */
const own =
  <C extends ErrorCode>(code: C): Say<C> =>
  () => ({ code, message: `The request could not be answered: ${code}.` });

/** What is wrong with a request, in the words of the wire. */
const wireNames: Readonly<Record<string, string>> = {
  notBefore: 'attributes.nbf',
  expires: 'attributes.exp',
  enabled: 'attributes.enabled',
  file: 'value',
  releasePolicy: 'release_policy',
};

function sayBadParameter({ issues }: ErrorData<'BadParameter'>): Said {
  const [issue] = issues;
  const path = issue?.path ?? '';
  const [first = ''] = path.split('.', 1);
  const name = path.replace(first, wireNames[first] ?? first);
  const limit = issue?.limit === undefined ? '' : ` The limit is ${issue.limit}.`;
  return { code: 'BadParameter', message: `Property ${name} has invalid value (${issue?.problem ?? 'invalid'}).${limit}` };
}

function sayUnauthorized({ why = 'missing' }: ErrorData<'Unauthorized'>, { host, token, time }: About): Said {
  const invalid = token === undefined ? '' : `, ${why === 'superseded' ? askNewer(time) : 'error="invalid_token"'}`;
  return {
    code: 'Unauthorized',
    message: unauthorizedTexts[why](token),
    headers: { 'WWW-Authenticate': `${host?.challenge ?? 'Bearer'}${invalid}` },
  };
}

/**
 * What makes SDKs ask for another token in place of the one that they keep (OpenID Connect Core section 5.5, as Entra's continuous access
 * evaluation says it). Only where another one would do: who may have none keeps asking otherwise.
 */
function askNewer(time: number): string {
  const claims = { access_token: { nbf: { essential: true, value: String(Math.floor(time / 1000)) } } };
  return `error="insufficient_claims", claims="${Buffer.from(JSON.stringify(claims)).toString('base64')}"`;
}

const unauthorizedTexts: Readonly<Record<NonNullable<ErrorData<'Unauthorized'>['why']>, (token: string | undefined) => string>> = {
  missing: () => 'AKV10000: Request is missing a Bearer or PoP token.',
  malformed: () => 'Error validating token: it can not be read.',
  signature: () => 'Error validating token: its signature does not hold.',
  audience: (token) => `AKV10022: Invalid audience. Found: ${tellOf(token).aud ?? 'none'}.`,
  issuer: (token) => `AKV10032: Invalid issuer. Found: ${tellOf(token).iss ?? 'none'}.`,
  expired: () => '[TokenExpired] Error validating token: it has expired.',
  revoked: () => 'Error validating token: its application or its credential does not hold any more.',
  superseded: () => 'Error validating token: it was given before its application was disabled.',
};

function sayForbidden({ missing, scope }: ErrorData<'Forbidden'>, { host, path, token }: About): Said {
  const { appid = '', oid = '', iss = '' } = tellOf(token);
  const vault = host?.vault ?? '';
  const resource = scope === '/' ? [vault, 'secrets', path['name']].filter(Boolean).join('/') : scope;
  const lines = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: appid=${appid};oid=${oid};iss=${iss}`,
    `Action: '${missing}'`,
    `Resource: '${resource.toLowerCase()}'`,
    'Assignment: (not found)',
    'DenyAssignmentId: null',
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${vault};location=local`,
    '',
  ];
  return forbidden(lines.join('\r\n'), 'ForbiddenByRbac');
}

function saySecretNotFound({ name }: ErrorData<'SecretNotFound'>, { operation, path }: About): Said {
  const code = 'SecretNotFound';
  if (operation && ofBin.has(operation)) return { code, message: `Deleted Secret not found: ${name}` };
  const id = path['version'] === undefined ? name : `${name}/${path['version']}`;
  const message = `A secret with (name/id) ${id} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. ${help(2125182)}`;
  return { code, message };
}

function sayKeyNotFound({ name }: ErrorData<'KeyNotFound'>, { operation, path }: About): Said {
  const code = 'KeyNotFound';
  if (operation && ofBin.has(operation)) return { code, message: `Deleted Key not found: ${name}` };
  const id = path['version'] === undefined ? name : `${name}/${path['version']}`;
  const message = `A key with (name/id) ${id} was not found in this key vault. If you recently deleted this key you may be able to recover it using the correct recovery command. ${help(2125182)}`;
  return { code, message };
}

function sayConflict({ name }: ErrorData<'Conflict'>, { operation }: About): Said {
  if (operation === 'RoleAssignmentCreate') return { code: 'RoleAssignmentExists', message: 'The role assignment already exists.' };
  if (operation === 'RoleDefinitionPut') return conflict('The role definition is another one’s.', 'RoleDefinitionExists');
  return conflict(`${operation?.startsWith('Key') ? 'Key' : 'Secret'} ${name} already exists, and cannot be overwritten.`);
}

/** The verb of an operation as the wire has it: `KeySign` is `sign`. */
const verbOf = (operation: OperationName | undefined): string => (operation ?? '').replace(/^(?:Secret|Key)/, '').toLowerCase();

function sayReleaseRefused({ reason }: ErrorData<'ReleaseRefused'>): Said {
  if (reason === 'fixed') return forbidden('Operation release is not permitted on this key.');
  if (reason === 'policy') return forbidden('The target environment does not meet the key release policy requirements.');
  return forbidden(`The target environment attestation statement cannot be verified (${reason}).`);
}

/** Operations on what lies in the recycle bin. */
const ofBin: ReadonlySet<OperationName> = new Set<OperationName>([
  'SecretGetDeleted',
  'SecretPurge',
  'SecretRecover',
  'KeyGetDeleted',
  'KeyPurge',
  'KeyRecover',
]);

function sayThrottled({ retryOn }: ErrorData<'Throttled'>, { time }: About): Said {
  const inner = 'VaultRequestTypeLimitReached';
  const message = `Request was not processed because too many requests were received. Reason: ${inner}`;
  const seconds = Math.max(1, Math.ceil((retryOn - time) / 1000));
  return { code: 'Throttled', inner, message, headers: { 'Retry-After': String(seconds) } };
}

/**
 * What an application is told of every expected failure, in Key Vault's own words where it has some; the status is that of the log.
 * Source: https://learn.microsoft.com/azure/key-vault/general/rest-error-codes
 */
const bodies: { readonly [C in ErrorCode]: Say<C> } = {
  BadParameter: sayBadParameter,
  Unauthorized: sayUnauthorized,
  Forbidden: sayForbidden,
  SecretDisabled: () => forbidden('Operation get is not allowed on a disabled secret.', 'SecretDisabled'),
  SecretNotActive: () => forbidden('Operation get is not allowed on a secret that is not yet valid.', 'SecretNotYetValid'),
  SecretExpired: () => forbidden('Operation get is not allowed on an expired secret.', 'SecretExpired'),
  SecretNotFound: saySecretNotFound,
  VaultNotFound: ({ name }) => ({ code: 'VaultNotFound', message: `There is no vault ${name}.` }),
  VaultAlreadyExists: own('VaultAlreadyExists'),
  ObjectIsDeletedButRecoverable: ({ name }) =>
    conflict(
      `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
      'ObjectIsDeletedButRecoverable',
    ),
  Conflict: sayConflict,
  ChangedMeanwhile: ({ name }) => conflict(`Secret ${name} was changed meanwhile.`),
  VaultLocked: ({ name }) => conflict(`Vault ${name} is locked.`),
  PurgeProtected: () =>
    forbidden(
      'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.',
    ),
  FileUnreadable: () => ({ code: 'BadParameter', message: 'Backup blob is corrupt.' }),
  StagedNotFound: own('StagedNotFound'),
  KeyNotFound: sayKeyNotFound,
  KeyDisabled: (_data, { operation }) => forbidden(`Operation ${verbOf(operation)} is not allowed on a disabled key.`, 'KeyDisabled'),
  KeyNotActive: (_data, { operation }) =>
    forbidden(`Operation ${verbOf(operation)} is not allowed on a key that is not yet valid.`, 'KeyNotYetValid'),
  KeyExpired: (_data, { operation }) => forbidden(`Operation ${verbOf(operation)} is not allowed on an expired key.`, 'KeyExpired'),
  KeyOperationNotPermitted: ({ operation }) => forbidden(`Operation ${operation} is not permitted on this key.`),
  KeyUnsupported: ({ what }) => ({ code: 'BadParameter', message: `Key and ${what} do not go together.` }),
  ReleaseRefused: sayReleaseRefused,
  IssuerNotFound: own('IssuerNotFound'),
  DecryptFailed: () => ({ code: 'BadParameter', message: 'The value can not be decrypted with this key.' }),
  HsmModuleNotFound: own('HsmModuleNotFound'),
  HsmModuleUnfit: own('HsmModuleUnfit'),
  HsmTokenNotFound: own('HsmTokenNotFound'),
  HsmTokenInUse: own('HsmTokenInUse'),
  HsmUnavailable: () => awayFor(1, 'The hardware security module did not answer.'),
  HsmAnswerWrong: () => awayFor(1, 'The hardware security module gave a wrong answer, which was not handed out.'),
  // It is opened by itself, where its PIN is kept, or by a person.
  HsmTokenLocked: () => awayFor(5, 'The hardware security module is locked.'),
  PinRefused: own('PinRefused'),
  RecordNotFound: own('RecordNotFound'),
  RecordRemoved: own('RecordRemoved'),
  Throttled: sayThrottled,
  SignInFailed: own('SignInFailed'),
  SignInExpired: own('SignInExpired'),
  InvitationInvalid: own('InvitationInvalid'),
  PersonNotFound: own('PersonNotFound'),
  GroupNotFound: own('GroupNotFound'),
  ApplicationNotFound: own('ApplicationNotFound'),
  CredentialNotFound: own('CredentialNotFound'),
  CertificateUnfit: own('CertificateUnfit'),
  OfferUnfit: own('OfferUnfit'),
  TokenRefused: own('TokenRefused'),
  EndpointUnavailable: own('EndpointUnavailable'),
  HostsUnavailable: own('HostsUnavailable'),
  NameTaken: own('NameTaken'),
  GroupCycle: own('GroupCycle'),
  AssignmentNotFound: () => ({ code: 'RoleAssignmentNotFound', message: 'Requested role assignment not found' }),
  RoleNotFound: () => ({ code: 'RoleDefinitionNotFound', message: 'Requested role definition not found' }),
  RoleInUse: ({ name }) => conflict(`Role definition ${name} is assigned, and cannot be deleted.`, 'RoleDefinitionHasAssignments'),
  TooPowerful: () => forbidden('Caller is not authorized to give or take this role.', 'ForbiddenByRbac'),
  LastOwner: own('LastOwner'),
  FactorNotFound: own('FactorNotFound'),
  FactorUnproved: own('FactorUnproved'),
  FactorDue: own('FactorDue'),
  RequestNotFound: own('RequestNotFound'),
  RequestDecided: own('RequestDecided'),
  InstanceSealed: () => unavailable('The vault is sealed.'),
  InstanceExists: own('InstanceExists'),
  InstanceOpen: own('InstanceOpen'),
  UnlockFailed: own('UnlockFailed'),
  SlotNotFound: own('SlotNotFound'),
  SlotUnconfirmed: own('SlotUnconfirmed'),
  SlotsTooFew: own('SlotsTooFew'),
  SlotsTooMany: own('SlotsTooMany'),
  SharesTooFew: own('SharesTooFew'),
  ShareInvalid: own('ShareInvalid'),
  ShareForeign: own('ShareForeign'),
  KeychainUnavailable: own('KeychainUnavailable'),
  SlotFileDamaged: () => broken('The vault can not be read.'),
  StoreNewer: () => broken('The vault can not be read.'),
  StoreDamaged: () => broken('The vault can not be read.'),
  StoreUnavailable: () => unavailable('The vault can not be reached.'),
  StoreInUse: () => unavailable('The vault can not be reached.'),
  IntegrityViolation: () => broken('What was asked for was changed outside the vault.'),
  RolledBack: () => unavailable('The vault is in quarantine.'),
  AuditUnavailable: () => unavailable('The request could not be recorded, and was not carried out.'),
  NotImplemented: () => ({ code: 'BadParameter', message: 'The operation is not known.' }),
  InternalError: ({ correlationId }) => broken(`An internal error occurred: ${correlationId}.`),
};

/** Whether something thrown is an expected failure. */
export const isExpected = (error: unknown): error is VaultError => error instanceof VaultError;

/** What an expected failure is told as. @throws Error when its data is not what its code declares */
export function toWireError({ code, data }: VaultError, about: About): WireError {
  return { status: code === 'NotImplemented' ? 400 : statusOf[code], ...say(code, data, about) };
}

const say = <C extends ErrorCode>(code: C, data: unknown, about: About): Said => {
  const parsed: ErrorData<C> = parseData(code, data);
  return bodies[code](parsed, about);
};

function parseData<C extends ErrorCode>(code: C, data: unknown): ErrorData<C> {
  const schema: { parse(value: unknown): unknown } = errorData[code];
  return schema.parse(data) as ErrorData<C>;
}
