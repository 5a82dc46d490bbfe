import type { TokenAbility } from '../../../app/contract/hsm.ts';
import { encryptAlgorithm, signAlgorithm } from '../../../app/contract/key.ts';
import { specText } from '../key/key-text.ts';

/** How a token does something: itself, in the host on top of what it does, or not at all. */
type How = 'native' | 'composed' | 'none';

interface AbilityRow {
  readonly name: string;
  readonly how: How;
}

export const howWord: Readonly<Record<How, string>> = { native: 'by the token', composed: 'built on top', none: 'not able' };

const howOf = ({ native, composed }: TokenAbility, name: string): How => {
  if (native.includes(name)) return 'native';
  return composed.includes(name) ? 'composed' : 'none';
};

/** Every algorithm of the contract, whether the token has it and how. @param text part of a name */
export function abilityRows(ability: TokenAbility, text: string): readonly AbilityRow[] {
  const part = text.trim().toLowerCase();
  return [...signAlgorithm.options, ...encryptAlgorithm.options]
    .filter((name) => name.toLowerCase().includes(part))
    .map((name) => ({ name, how: howOf(ability, name) }));
}

/** `RSA 2048, RSA 3072, EC P-256`. */
export const specsText = ({ specs }: TokenAbility): string => specs.map(specText).join(', ');
