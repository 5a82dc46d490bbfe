import * as z from 'zod';

/** What the process ends with, for whoever started it: 0 when it was told to stop. */
export const exitCode = {
  stopped: 0,
  failed: 1,
  usage: 2,
  endpointOff: 3,
  folderInUse: 4,
  notOpened: 5,
  notListening: 6,
  houseUnfit: 7,
} as const;

export interface Outcome {
  readonly code: number;
  readonly sentence: string;
}

const reasons: Readonly<Record<string, string>> = {
  'port-in-use': 'its port is in use by another program',
  'port-not-allowed': 'this account may not listen on its port',
  'address-not-here': 'its address is not one of this computer',
  certificate: 'there is no certificate that it could show',
};

const tokenReasons: Readonly<Record<string, string>> = {
  absent: 'it is not plugged in',
  crashed: 'its library crashed',
  hung: 'its library did not answer',
  'key-gone': 'the key of the slot is not in it any more',
};

const pinStates: Readonly<Record<string, string>> = {
  low: 'few tries remain',
  last: 'one try remains',
  locked: 'it is locked now, and its security officer can set a new one',
};

const detailed = z.object({ reason: z.string().optional(), state: z.string().optional() });

/**
 * Why nobody is served, in a sentence that says what to do.
 * @param code of the closed list, or of what serves alone
 * @param detail JSON of its data
 */
export function outcomeOf(code: string, detail: string): Outcome {
  switch (code) {
    case 'NotSetUp':
      return { code: exitCode.houseUnfit, sentence: 'nothing is set up in this data folder: open the console once and set it up' };
    case 'EndpointOff':
      return { code: exitCode.endpointOff, sentence: 'the endpoint is off: switch it on in the console, then serve again' };
    case 'EndpointUnavailable':
      return { code: exitCode.notListening, sentence: `the endpoint can’t listen: ${reasons[reasonOf(detail)] ?? reasonOf(detail)}` };
    case 'StoreInUse':
      return { code: exitCode.folderInUse, sentence: 'the data folder is in use by another console' };
    case 'SlotNotFound':
      return { code: exitCode.notOpened, sentence: 'no unlock slot of this kind: add one in the console, or unlock by the other kind' };
    case 'UnlockFailed':
      return { code: exitCode.notOpened, sentence: 'the unlock slot refused: the passphrase or the keychain’s entry is not the right one' };
    case 'Throttled':
      return { code: exitCode.notOpened, sentence: 'too many attempts to unlock: wait some minutes, then serve again' };
    case 'KeychainUnavailable':
      return { code: exitCode.notOpened, sentence: 'the keychain of this account can’t be reached: log in to it, or unlock by passphrase' };
    case 'RolledBack':
      return {
        code: exitCode.houseUnfit,
        sentence: 'the data is older than it should be: open the console, and decide whether it is a restored backup',
      };
    default:
      return outcomeOfToken(code, detail) ?? { code: exitCode.houseUnfit, sentence: `the house can’t be opened: ${code}` };
  }
}

/** Why a key in a token did not open the house; undefined where it is about something else. */
function outcomeOfToken(code: string, detail: string): Outcome | undefined {
  const sentence = tokenSentences[code]?.(detail);
  return sentence === undefined ? undefined : { code: exitCode.notOpened, sentence };
}

const tokenSentences: Readonly<Record<string, (detail: string) => string>> = {
  SlotUnconfirmed: () => 'this computer does not know the HSM slot: unlock by it in the console once, and confirm its library',
  HsmUnavailable: (detail) => `the token can’t be used: ${tokenReasons[reasonOf(detail)] ?? reasonOf(detail)}`,
  HsmModuleUnfit: (detail) => `the token’s library can’t be loaded: ${reasonOf(detail)}`,
  PinRefused: (detail) =>
    reasonOf(detail) === 'pad'
      ? 'the token wants its PIN typed on its own pad, which can’t be asked for from here: have its library take the PIN from programs'
      : `the token refused the PIN, which was tried once: ${pinReasonOf(detail)}`,
};

function reasonOf(detail: string): string {
  return detailed.safeParse(JSON.parse(detail)).data?.reason ?? '';
}

function pinReasonOf(detail: string): string {
  const { reason, state = '' } = detailed.safeParse(JSON.parse(detail)).data ?? {};
  return [`${reason}`, ...(pinStates[state] === undefined ? [] : [pinStates[state]])].join(', ');
}
