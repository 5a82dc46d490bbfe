import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { countText } from '../../component/count-text.ts';
import type { MeaningKind } from '../../component/meaning.tsx';

/** A word, and the sign it is said with. */
interface State {
  readonly kind: MeaningKind;
  readonly word: string;
}

export const moduleState: Readonly<Record<HsmModule['state'], State>> = {
  starting: { kind: 'notice', word: 'starting' },
  ready: { kind: 'ok', word: 'ready' },
  restarting: { kind: 'warning', word: 'restarting' },
  failed: { kind: 'danger', word: 'failed' },
  stopped: { kind: 'disabled', word: 'stopped' },
};

export const moduleProblem: Readonly<Record<NonNullable<HsmModule['problem']>, string>> = {
  missing: 'There is no library at this path any more. Install it again, or remove the module and add it by its new path.',
  'not-a-module': 'What is at this path is no PKCS #11 library. Remove the module, and add the right one.',
  crashed: 'Its process crashed too often. Look whether its maker has a newer version, then restart it.',
  hung: 'It didn’t answer in time. Look at the device and its connection, then restart it.',
  refused: 'The library refused to start. Look at its own settings, and at what its maker says, then restart it.',
  unsupported: 'This installation was made without the part that speaks to HSMs. Install it with that part.',
};

/** How often it gave what is wrong, and what to do about it. */
export const wrongAnswers = (count: number): string =>
  `It gave ${countText(count, 'wrong answer')}, found out before anybody got them. Have the token and its library looked at before anybody relies on it; restarting the module begins the count anew.`;

export const tokenState: Readonly<Record<HsmToken['state'], State>> = {
  absent: { kind: 'disabled', word: 'not plugged in' },
  blank: { kind: 'notice', word: 'blank' },
  locked: { kind: 'warning', word: 'locked' },
  open: { kind: 'ok', word: 'open' },
};

export const pinState: Readonly<Record<HsmToken['userPin'], State>> = {
  unset: { kind: 'notice', word: 'not set' },
  fine: { kind: 'ok', word: 'fine' },
  low: { kind: 'warning', word: 'wrong before: a few more wrong ones lock it' },
  last: { kind: 'danger', word: 'last try: one more wrong one locks it' },
  locked: { kind: 'danger', word: 'locked after too many wrong ones' },
};

export const ownProcess =
  'A library is code of its maker that runs on this computer. Strongroom runs each in a process of its own: where it crashes or hangs, nothing else does.';
