/** Why a key or a token does not do what was asked. */
export const unsupportedReason = {
  type: 'this kind of key has no such use',
  algorithm: 'the algorithm doesn’t belong to this key',
  vault: 'the vault doesn’t hold such keys',
  pool: 'a Managed HSM pool holds keys of a hardware module, and nothing else',
  token: 'the token wasn’t able to when it was tried',
  unsafe: 'it can’t be done safely there',
} as const;

/** What is wrong with a library of PKCS #11. */
export const moduleReason = {
  missing: 'there is no such file',
  'not-a-module': 'it is no PKCS #11 library',
  crashed: 'it crashed when it was loaded',
  hung: 'it didn’t answer in time',
  refused: 'it refused to start',
  unsupported: 'this installation was made without support for HSMs',
  'added-before': 'it is in the list already',
} as const;

/** Why a token cannot be used now. */
export const hsmReason = {
  absent: 'it isn’t plugged in',
  starting: 'its module is just starting',
  crashed: 'its module ended while it worked, and starts again',
  hung: 'it took too long, and its module starts again',
  stopped: 'its module is stopped',
  busy: 'all of its sessions are in use',
  full: 'it has no room left',
  device: 'it reported an error of its own',
  'key-gone': 'the key isn’t in it any more',
} as const;

/** Why a PIN was not taken. */
export const pinReason = {
  wrong: 'it is another one',
  locked: 'it is locked after too many wrong ones',
  length: 'it is too short or too long for this token',
  characters: 'the token doesn’t take some of its characters',
  expired: 'it has to be changed first',
  unset: 'none has been set yet',
} as const;

/** Of a token with a pad of its own, before it is asked or after. */
export const pinPad = {
  title:
    'This token wants its PIN typed on its own pad, which Strongroom can’t ask for: what it speaks to libraries with always hands a PIN over.',
  whatToDo:
    'Where its library can take the PIN from programs instead (OpenSC: enable_pinpad = false), set it so, or use a reader without a pad.',
} as const;

/** What to do next, by what the token says of the PIN. */
export const pinAdvice = {
  unset: 'Initialise the token, or let its security officer set one.',
  fine: 'Try again.',
  low: 'Take care: after a few more wrong ones the token locks it.',
  last: 'Take care: one more wrong one, and the token locks it.',
  locked: 'The token’s security officer can set a new one.',
} as const;
