import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import { countText } from '../../component/count-text.ts';

interface Health {
  /** Undefined where all is well. */
  readonly kind: 'warning' | 'danger' | undefined;
  /** `HSM: 2 modules ready, 1 of 3 tokens open`. */
  readonly text: string;
}

const share = (well: number, all: number, noun: string, state: string): string =>
  well === all ? `${countText(all, noun)} ${state}` : `${well} of ${countText(all, noun)} ${state}`;

/** A token that keys or vaults need. */
const isNeeded = ({ keyCount, vaults }: HsmToken): boolean => keyCount > 0 || vaults.length > 0;

/** How many modules and tokens are well. A token that nobody needs may be closed, and one that was never initialised is none yet. */
export function hsmHealth(modules: readonly HsmModule[]): Health {
  const tokens = modules.flatMap((module) => module.tokens).filter(({ state }) => state !== 'blank');
  const ready = modules.filter(({ state }) => state === 'ready').length;
  const open = tokens.filter(({ state }) => state === 'open');
  const unwell = ready < modules.length || tokens.some((token) => token.state !== 'open' && isNeeded(token));
  const wrong = modules.reduce((sum, { wrongAnswers }) => sum + wrongAnswers, 0);
  const kind = wrong > 0 || modules.some(({ state }) => state === 'failed') ? 'danger' : unwell ? 'warning' : undefined;
  const ofTokens = tokens.length === 0 ? 'no token' : share(open.length, tokens.length, 'token', 'open');
  const answers = wrong === 0 ? '' : `, ${countText(wrong, 'wrong answer')}`;
  return { kind, text: `HSM: ${share(ready, modules.length, 'module', 'ready')}, ${ofTokens}${answers}` };
}
