import { CancelledError, parseVaultError, VaultError, type ErrorCode, type ErrorData } from '../../app/contract/vault-error.ts';
import type { Refusal } from './shell.ts';
import { EngineGone, type GoneReason } from './engine-gone.ts';
import { hsmReason, moduleReason, pinAdvice, pinPad, pinReason, unsupportedReason } from './hsm-reason.ts';
import { releaseRefusal } from './release-refusal.ts';

/** What a person reads about a failure: what happened and why, then what to do. */
export interface ErrorText {
  readonly title: string;
  readonly whatToDo: string;
  /** To copy, where the log or the support needs it. */
  readonly correlationId?: string;
}

type Texts = { readonly [C in ErrorCode]: (data: ErrorData<C>) => ErrorText };

const say = (title: string, whatToDo: string): ErrorText => ({ title, whatToDo });
const date = (time: number) => new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clock = (time: number) => new Date(time).toLocaleTimeString('en-GB');
const count = (amount: number, noun: string) => `${amount.toLocaleString('en-US')} ${noun}${amount === 1 ? '' : 's'}`;

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const whoGrants = (names: readonly string[] | undefined): string =>
  names === undefined || names.length === 0 ? 'an administrator' : either.format(names);

/** The engine's words for places and things, as people say them; a word that is not here is said as it is. */
const words: ReadonlyMap<string, string> = new Map([
  ['missing', 'the file is missing'],
  ['not a file', 'what is in its place is no file'],
  ['empty', 'the file is empty'],
  ['key', 'the key doesn’t fit it'],
  ['pages', 'some of its pages don’t authenticate'],
  ['row', 'a row has another form than it was written in'],
  ['file too large', 'the file is larger than it can be'],
]);

const things: ReadonlyMap<string, string> = new Map([
  ['log', 'log'],
  ['record', 'log record'],
  ['anchor', 'anchor'],
  ['slot-file', 'slot file'],
  ['manifest', 'list of rows'],
]);

const keychainReason = {
  absent: 'this computer has none that is running',
  insecure: 'the one on this computer would store the key in clear',
  refused: 'it refused the request',
} as const;

const storeReason = {
  full: say('Nothing was saved: the disk is full.', 'Free some space, then try again.'),
  readonly: say('Nothing was saved: the data folder is read-only.', 'Give your user write permission on the data folder, then try again.'),
  busy: say(
    'Nothing was saved: another program held the database too long.',
    'Close backup or sync programs that hold the file, then try again.',
  ),
  closed: say('Nothing was saved: Strongroom is closing.', 'Unlock it again, then try once more.'),
  io: say('Nothing was saved: the disk reported an error.', 'Check the disk and its free space, and make a backup before going on.'),
} as const;

const certificateReason = {
  unreadable: 'this is no certificate in PEM',
  weak: 'its key is weaker than RSA 2048 or P-256',
  expired: 'it has expired',
  'not-yet': 'it isn’t valid yet',
  key: 'its key can’t be used here: it is no RSA key, or the private key belongs to another certificate',
  names: 'it doesn’t name the suffix and what lies below it',
} as const;

const offerReason = {
  unreadable: 'this is no offer of an application',
  signature: 'its signature doesn’t fit, so somebody changed it',
  own: 'the application is this organisation’s own',
  expired: 'it is too old',
  certificates: 'there is no certificate in it that holds',
  key: 'another key signed it than the one before',
} as const;

const endpointReason = {
  'port-in-use': say('The endpoint can’t listen: another program uses that port.', 'End that program, or choose another port.'),
  'port-not-allowed': say('The endpoint can’t listen: the system keeps that port for itself.', 'Choose a port from 1024 up.'),
  'address-not-here': say('The endpoint can’t listen: this computer doesn’t have that address.', 'Choose one that it has.'),
  certificate: say('The endpoint can’t serve that name without a certificate for it.', 'Give a certificate and its private key.'),
  'no-ports': say('No vault was added: there are no ports left for it.', 'Take a vault away that no longer needs one.'),
} as const;

const hostsReason = {
  refused: 'the system didn’t allow it',
  missing: 'it isn’t where the system keeps it',
  changed: 'somebody else changed it meanwhile',
} as const;

const fileReason = {
  empty: 'there is nothing in it',
  format: 'it isn’t in the format that was chosen',
  encoding: 'it isn’t UTF-8 text',
  rows: 'it holds more rows than one import may',
  time: 'reading it took too long',
  memory: 'reading it needed too much memory',
  foreign: 'another Strongroom made it, and only that one can open it',
  'no-key': 'there is no private key in it',
  'two-keys': 'there is more than one private key in it',
} as const;

const texts = {
  BadParameter: () => say('Nothing was saved: some of what was entered can’t be used.', 'Correct the marked fields, then try again.'),
  Unauthorized: (it) =>
    it.why === undefined
      ? say('This needs a session, and nobody is signed in.', 'Sign in, then try again.')
      : say('Refused: the application’s token doesn’t hold.', 'Have it ask for a new token.'),
  Forbidden: (it) =>
    say(
      `Refused: your roles don’t include ${it.missing}${it.scope === '/' ? '' : ` on ${it.scope}`}.`,
      it.smallestRole
        ? `Ask ${whoGrants(it.grantors)} for the role ${it.smallestRole}, which includes it.`
        : `Ask ${whoGrants(it.grantors)} for a role that includes it.`,
    ),
  SecretDisabled: (it) =>
    say(`The value of ${it.name} wasn’t read: the secret is disabled.`, 'Enable this version, or choose one that is enabled.'),
  SecretNotActive: (it) =>
    say(
      `The value of ${it.name} wasn’t read: it becomes active on ${date(it.activeOn)}.`,
      'Wait until then, or change its activation date. This vault enforces dates.',
    ),
  SecretExpired: (it) =>
    say(
      `The value of ${it.name} wasn’t read: it expired on ${date(it.expiredOn)}.`,
      'Set a new version, or change its expiry. This vault enforces dates.',
    ),
  SecretNotFound: (it) =>
    say(`There is no secret ${it.name} here, or none that you may see.`, 'Check name, version and vault, or look in the recycle bin.'),
  VaultNotFound: (it) => say(`There is no vault ${it.name}, or none that you may see.`, 'Choose a vault from the list.'),
  VaultAlreadyExists: (it) =>
    say(`The vault ${it.name} wasn’t created: the name is in use.`, 'Choose another name; case makes no difference.'),
  ObjectIsDeletedButRecoverable: (it) =>
    say(
      `${it.name} wasn’t saved: its name lies in the recycle bin until ${date(it.purgeOn)}.`,
      'Recover it, purge it, or choose another name.',
    ),
  ChangedMeanwhile: (it) =>
    say(
      `${it.name} wasn’t saved: ${it.changedBy} changed it on ${date(it.changedOn)} at ${clock(it.changedOn)}, after you opened it.`,
      'Look at the change, then save again if yours should replace it.',
    ),
  VaultLocked: (it) =>
    say(`${it.name} wasn’t deleted: a lock stands against it (${it.reason}).`, 'Remove the lock in the vault’s settings first.'),
  PurgeProtected: (it) =>
    say(
      `${it.name} wasn’t purged: its vault protects what is deleted.`,
      `It is destroyed by itself on ${date(it.purgeOn)}; nobody can do it sooner.`,
    ),
  FileUnreadable: (it) =>
    say(
      `The file wasn’t read: ${fileReason[it.reason]}${it.line > 0 ? ` (line ${it.line.toLocaleString('en-US')})` : ''}.`,
      'Nothing was changed. Correct the file or choose another format, then try again.',
    ),
  StagedNotFound: (it) => say(`This ${it.what} is no longer there.`, 'It waited too long or was finished elsewhere. Start it again.'),
  Conflict: (it) => say(`${it.name} wasn’t saved: it changed in the meantime.`, 'Look at the newest version, then make the change again.'),
  RecordRemoved: (it) =>
    say(
      `Record ${it.sequence.toLocaleString('en')} was deleted by ${it.by} on ${date(it.on)}.`,
      `The reason given: ${it.reason}. Record ${it.deletion.toLocaleString('en')} says so; the hash stays, so that the rest still verifies.`,
    ),
  KeyNotFound: (it) => say(`There is no key called “${it.name}” here.`, 'Check the name and the vault, or look in the recycle bin.'),
  KeyDisabled: (it) => say(`“${it.name}” is disabled, so nothing was done with it.`, 'Enable the version, or use another one.'),
  KeyNotActive: (it) => say(`“${it.name}” isn’t active before ${date(it.activeOn)}.`, 'Wait until then, or change its activation.'),
  KeyExpired: (it) =>
    say(
      `“${it.name}” expired on ${date(it.expiredOn)}.`,
      'Rotate it, or change its expiry. What it made before can still be decrypted, unwrapped and verified.',
    ),
  KeyOperationNotPermitted: (it) => say(`“${it.name}” may not ${it.operation}.`, 'Change its permitted operations, or use another key.'),
  KeyUnsupported: (it) =>
    say(`${it.by} can’t do ${it.what}: ${unsupportedReason[it.reason]}.`, 'Choose another algorithm, kind of key or vault.'),
  ReleaseRefused: (it) => say(...releaseRefusal(it)),
  IssuerNotFound: () => say('This authority isn’t trusted any more.', 'Look at the list in the settings again.'),
  DecryptFailed: () =>
    say('This can’t be decrypted with this key.', 'Check that key version, algorithm and all parts are those that it was encrypted with.'),
  HsmModuleNotFound: () => say('This module isn’t here any more.', 'Look at the list of modules again.'),
  HsmModuleUnfit: (it) =>
    say(`The library can’t be used: ${moduleReason[it.reason]}.`, 'Check the path, and what its maker says about it.'),
  HsmTokenNotFound: () => say('This token isn’t here any more.', 'Plug it in, or look at the list of tokens again.'),
  HsmTokenInUse: (it) =>
    say(`Nothing was changed: ${count(it.keys, 'key')} of vaults are in this token.`, 'Delete and purge them first, or keep the token.'),
  HsmUnavailable: (it) =>
    say(`${it.token} didn’t answer: ${hsmReason[it.reason]}.`, 'Nothing was changed. Look at the token and its module, then try again.'),
  HsmAnswerWrong: (it) =>
    say(
      `${it.token} gave a wrong answer, which nobody got.`,
      'Try again. Where it happens more than once, have the token and its library looked at before anybody relies on it.',
    ),
  HsmTokenLocked: (it) => say(`${it.token} is locked.`, 'Somebody who knows its PIN has to open it on the HSM page.'),
  PinRefused: (it) => (it.reason === 'pad' ? pinPad : say(`The PIN wasn’t taken: ${pinReason[it.reason]}.`, pinAdvice[it.state])),
  RecordNotFound: (it) =>
    say(
      `The log holds no record ${it.sequence.toLocaleString('en-US')}.`,
      'Go back to the list; deleted records keep only their fingerprint.',
    ),
  Throttled: (it) => say('Not done: there were too many requests at once.', `Try again after ${clock(it.retryOn)}.`),
  SignInFailed: (it) =>
    say(
      'Not signed in: name and password don’t belong together.',
      it.retryOn ? `Check both, and try again after ${clock(it.retryOn)}.` : 'Check both, then try again.',
    ),
  SignInExpired: () =>
    say('Not signed in: the second step came too late, or in another window.', 'Enter your password again, then prove the second factor.'),
  InvitationInvalid: (it) =>
    say(
      'Not accepted: name and one-time code don’t belong together, or the code was used or is too old.',
      it.retryOn ? `Check both, and try again after ${clock(it.retryOn)}.` : 'Check both, or ask whoever invited you for a new code.',
    ),
  PersonNotFound: () => say('This person isn’t here, or you may not see them.', 'Choose somebody from the list of people.'),
  GroupNotFound: () => say('This group isn’t here, or you may not see it.', 'Choose one from the list of groups.'),
  ApplicationNotFound: () => say('This application isn’t here, or you may not see it.', 'Choose one from the list of applications.'),
  CredentialNotFound: () => say('This credential isn’t here any more.', 'Look at the application’s credentials again.'),
  CertificateUnfit: (it) => say(`Nothing was saved: ${certificateReason[it.reason]}.`, 'Choose another certificate, and try again.'),
  OfferUnfit: (it) => say(`Nothing was saved: ${offerReason[it.reason]}.`, 'Ask whoever made it for a new one.'),
  TokenRefused: () => say('Refused: the application did not prove who it is.', 'Check its id and its credential.'),
  EndpointUnavailable: (it) => endpointReason[it.reason],
  HostsUnavailable: (it) => say(`The hosts file was not changed: ${hostsReason[it.reason]}.`, `Run this yourself: ${it.command}.`),
  NameTaken: (it) => say(`Nothing was saved: the name ${it.name} is in use.`, 'Choose another name; case makes no difference.'),
  GroupCycle: (it) =>
    say(
      `Not added: the group would be in itself${it.through.length === 0 ? '' : `, through ${it.through.join(' → ')}`}.`,
      'Choose another group, or end one of the memberships between them first.',
    ),
  RoleNotFound: () => say('This role isn’t here any more.', 'Look at the list of roles again.'),
  RoleInUse: (it) =>
    say(`“${it.name}” wasn’t deleted: ${count(it.assignments, 'assignment')} of it stand.`, 'End them first, then delete the role.'),
  AssignmentNotFound: () => say('This assignment isn’t here, or you may not see it.', 'Look at the list again; it may have ended.'),
  TooPowerful: (it) =>
    say(
      `Not done: this reaches further than your own roles, which don’t include ${it.role}.`,
      `Ask somebody who holds ${it.role} to do it, or to give you that role.`,
    ),
  LastOwner: () =>
    say(
      'Not done: nobody would be left who can manage this organisation.',
      'Make another active person Owner of everything first, then try again.',
    ),
  FactorNotFound: () => say('This second factor is no longer there.', 'Look at the list again, or begin anew to set one up.'),
  FactorUnproved: () =>
    say('The second factor wasn’t proved: what was given doesn’t match.', 'Try the next code, or another of your second factors.'),
  FactorDue: () =>
    say('Not done: a second factor has to be set up first.', 'The window leads through it, and comes back to where you were.'),
  RequestNotFound: () => say('This request isn’t here, or you may not see it.', 'Look at the list of requests again.'),
  RequestDecided: (it) => say(`Nothing was changed: this request is ${it.state} already.`, 'Look at the list of requests again.'),
  InstanceSealed: () => say('Not done: Strongroom is locked.', 'Unlock it, sign in, then try again.'),
  InstanceExists: () =>
    say('Nothing was set up: this data folder already holds an organisation.', 'Unlock it, or start with another data folder.'),
  InstanceOpen: () => say('Strongroom is open already.', 'Go on to sign in.'),
  UnlockFailed: (it) =>
    say('Still locked: this doesn’t open the chosen slot.', `Check what was entered, and try again after ${clock(it.retryOn)}.`),
  SlotNotFound: () => say('This unlock slot is no longer there.', 'Choose another slot from the list.'),
  SlotUnconfirmed: (it) =>
    say(
      `Still locked: ${it.reason === 'new' ? 'this computer doesn’t know the slot' : 'the slot is another than this computer knows'}, so its library wasn’t loaded.`,
      `Unlock by another slot, or confirm ${it.path} first.`,
    ),
  SlotsTooFew: (it) =>
    say(`The slot wasn’t removed: at least ${count(it.least, 'slot')} must stay.`, 'Add another slot first, then remove this one.'),
  SlotsTooMany: (it) => say(`The slot wasn’t added: there are ${it.most} already.`, 'Remove one that nobody uses, then add this one.'),
  SharesTooFew: (it) =>
    say(`Still locked: ${count(it.given, 'share')} entered, ${it.needed} needed.`, 'Enter more shares, each from another sheet.'),
  ShareInvalid: (it) =>
    say(`Share ${it.position + 1} can’t be right: its check doesn’t match.`, 'Compare it with the sheet, character by character.'),
  ShareForeign: (it) => say(`Share ${it.position + 1} belongs to another set.`, 'Enter a share from the set that was made for this slot.'),
  KeychainUnavailable: (it) =>
    say(`The system keychain can’t be used: ${keychainReason[it.reason]}.`, 'Use a passphrase or recovery shares.'),
  SlotFileDamaged: () =>
    say(
      'The file with the unlock slots is damaged, so nothing opens this data.',
      'Put back the slot file from a backup. The database itself is untouched.',
    ),
  StoreNewer: (it) =>
    say(
      `The data was written by a newer Strongroom (format ${it.found}; this one knows ${it.known}).`,
      'Install the newer version, then open it again. Nothing was changed.',
    ),
  StoreDamaged: (it) =>
    say(
      `The database is damaged: ${words.get(it.detail) ?? it.detail}.`,
      'Restore the newest backup. Keep the damaged file, it may still help.',
    ),
  StoreUnavailable: (it) => storeReason[it.reason],
  StoreInUse: () => say('Not opened: another Strongroom has this data open.', 'Use the window that is open, or close it first.'),
  IntegrityViolation: (it) =>
    say(
      `Refused: the stored ${things.get(it.what) ?? it.what} ${it.id} is not as Strongroom wrote it.`,
      'Compare with a backup, and find out who can write to the database file.',
    ),
  RolledBack: (it) =>
    say(
      `The database is older than it should be: ${count(it.found, 'record')} found, ${it.expected.toLocaleString('en-US')} expected.`,
      'If you restored a backup, accept it with a reason. If not, find out who replaced the file.',
    ),
  AuditUnavailable: () =>
    say('Not done: its record couldn’t be written to the log.', 'Check disk space and permissions of the data folder, then try again.'),
  NotImplemented: () =>
    say('Not done: this version doesn’t know the operation.', 'Restart Strongroom, so that window and engine are of one version.'),
  InternalError: (it) => ({
    ...say('Not done: something failed inside Strongroom.', 'Try again. If it stays, report it with the correlation id.'),
    correlationId: it.correlationId,
  }),
} as const satisfies Texts;

const goneTexts = {
  locked: say('Strongroom was locked.', 'Unlock it to go on.'),
  sealed: say('Strongroom was sealed.', 'Unlock it to go on.'),
  crashed: say(
    'The engine stopped unexpectedly. Everything that was confirmed is saved.',
    'Unlock again, and check whether the last change is there.',
  ),
  stopped: say('The engine was stopped.', 'Start Strongroom again.'),
  broken: say(
    'The connection to the engine was cut, because a message on it was lost or altered.',
    'Unlock again, and check whether the last change is there.',
  ),
} as const satisfies Record<GoneReason, ErrorText>;

const unexpected = say('Not done: something failed in this window.', 'Lock and unlock to start it afresh. If it stays, report it.');

/**
 * The sentences for any failure that a call can end in. Screens read nothing else of an error.
 * @returns undefined for what is no failure: the person gave up
 */
export function errorText(error: unknown): ErrorText | undefined {
  if (error instanceof CancelledError) return undefined;
  if (isExpected(error)) return textOf(error);
  return error instanceof EngineGone ? goneTexts[error.reason] : unexpected;
}

/** The same in one line, for where there is room for no more. @param error nothing where nothing failed */
export function errorSentence(error: unknown): string | undefined {
  const text = error === null || error === undefined ? undefined : errorText(error);
  return text && `${text.title} ${text.whatToDo}`;
}

/** The sentences for an engine that cannot work here: by its code and data (JSON), or in the shell's own words. */
export function refusalText({ code, detail }: Refusal): ErrorText {
  const data = parseData(detail);
  const error = parseVaultError({ code, data: data ?? {} });
  if (error.code === code && data) return textOf(error);
  return say(`Strongroom can’t start here.${data ? '' : ` ${detail}`}`, 'Put right what stands in the way, then try again.');
}

function parseData(detail: string): unknown {
  try {
    return JSON.parse(detail);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isExpected = (error: unknown): error is VaultError => error instanceof VaultError;

function textOf<C extends ErrorCode>(error: VaultError<C>): ErrorText {
  const text: Texts[C] = texts[error.code];
  return text(error.data);
}
