import type { Input } from '../../../app/contract/operation.ts';

export type Naming = Input<'ImportPlan'>['naming'];

export const usualNaming: Naming = { prefix: '', separator: '-', lowerCase: true };

/**
 * What the naming rule makes of a name, to show the rule at work; the engine's own answer is in the preview.
 * @param parts the name, from the outermost object of a nested file inwards
 */
export function exampleName(parts: readonly string[], { prefix, separator, lowerCase }: Naming): string {
  const clean = parts.map((part) => part.replaceAll(/[^a-z0-9-]+/gi, '-').replaceAll(/^-+|-+$/g, '')).filter((part) => part !== '');
  const name = `${prefix}${clean.join(separator)}`;
  return lowerCase ? name.toLowerCase() : name;
}
