/**
 * Whether an action fits one of the patterns of a role, without case. `*` stands for any run of characters; between two slashes it may
 * stand for nothing at all, as Azure Resource Manager has it: `vaults/*` and `/read` shows the vault too, not only what is below it.
 */
export type Matcher = (action: string) => boolean;

/** @param patterns of a role definition, such as `Microsoft.KeyVault/vaults/secrets/*` */
export function toMatcher(patterns: readonly string[]): Matcher {
  if (patterns.length === 0) return () => false;
  const matcher = new RegExp(`^(?:${patterns.map(toExpression).join('|')})$`, 'is');
  return (action) => matcher.test(action);
}

const toExpression = (pattern: string): string =>
  pattern
    .split('/*/')
    .map((part) => part.split('*').map(escape).join('.*'))
    .join('/(?:.*/)?');

const escape = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
