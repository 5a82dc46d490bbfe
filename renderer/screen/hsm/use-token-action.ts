import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { useAction } from '../action/use-action.ts';
import type { Ask, Place } from './asked.ts';
import { useHsmChange } from './use-hsm-change.ts';
import { useHsmMay } from './use-hsm-right.ts';
import { useProbe } from './use-probe.ts';
import { visibleText } from '../../component/visible-text.ts';

/** Why something of one thing can't be done without saying of which: there is none, or more than one. */
const oneOf = (things: readonly unknown[], none: string, several: string): string | undefined => {
  if (things.length === 0) return none;
  return things.length > 1 ? several : undefined;
};

const beside = (what: string) => `There are several of them. Choose ${what} beside the one that is meant.`;

const inState = (modules: readonly HsmModule[], state: HsmToken['state']) =>
  modules.flatMap(({ tokens }) => tokens).filter((token) => token.state === state);

const blankOf = (modules: readonly HsmModule[]): readonly Place[] =>
  modules.flatMap((module) => module.slots.filter(({ token }) => token === 'blank').map(({ slot }) => ({ module, slot })));

/** Offers what the palette can do with the one token that it fits; where it fits several, it says so. */
export function useTokenAction(modules: readonly HsmModule[], ask: Ask): void {
  const may = useHsmMay();
  const probe = useProbe();
  const { change } = useHsmChange('HsmTokenClose');
  const [locked, open, blank] = [inState(modules, 'locked'), inState(modules, 'open'), blankOf(modules)];
  const [toOpen, toUse, toInit] = [locked[0], open[0], blank[0]];
  useAction('hsm.open-token', {
    may,
    run: () => toOpen && ask({ what: 'open', token: toOpen }),
    unavailable: oneOf(locked, 'No token is locked.', beside('Open')),
  });
  useAction('hsm.close-token', {
    may,
    run: () => toUse && change({ token: toUse.id }, `${visibleText(toUse.label)} is closed, and its PIN forgotten.`),
    unavailable: oneOf(open, 'No token is open.', beside('Close')),
  });
  useAction('hsm.probe-token', {
    may,
    run: () => toUse && probe.start(toUse.id),
    unavailable: oneOf(open, 'Open a token first.', beside('Try what it can do')),
  });
  useAction('hsm.transfer-key', {
    may,
    run: () => toUse && ask({ what: 'transfer', token: toUse }),
    unavailable: oneOf(open, 'Open a token first.', beside('Move a key out')),
  });
  useAction('hsm.init-token', {
    may,
    run: () => toInit && ask({ what: 'init', place: toInit }),
    unavailable: oneOf(blank, 'No slot has a blank token.', beside('Initialise')),
  });
}
