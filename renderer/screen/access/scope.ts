import type { Vault } from '../../../app/contract/vault.ts';

/** The whole tenant. */
export const tenantScope = '/';

/** A secret or key in a vault. */
export const objectScope = (vault: Pick<Vault, 'resourceId'>, kind: 'secrets' | 'keys', name: string): string =>
  `${vault.resourceId}/${kind}/${name}`;

/** What people read for a scope: `the tenant`, `resource group production`, `payroll`, `payroll / db-password`. */
export function scopeText(scope: string): string {
  if (scope === tenantScope) return 'the tenant';
  const at = (segment: string) => scope.match(new RegExp(`/${segment}/([^/]+)`, 'i'))?.[1];
  const [vault, object, group] = [at('vaults') ?? at('managedHSMs'), at('secrets') ?? at('keys'), at('resourceGroups')];
  if (/\/managedHSMs\/[^/]+\/keys$/i.test(scope)) return `${vault} / all keys`;
  if (vault !== undefined) return object === undefined ? vault : `${vault} / ${object}`;
  return group === undefined ? 'the subscription' : `resource group ${group}`;
}

/** A scope and those above it, from the tenant down. */
export function scopeLine(scope: string): readonly string[] {
  if (scope === tenantScope) return [tenantScope];
  const cuts = [
    /^\/subscriptions\/[^/]+/i,
    /^.*\/resourceGroups\/[^/]+/i,
    /^.*\/(?:vaults|managedHSMs)\/[^/]+/i,
    /^.*\/managedHSMs\/[^/]+\/keys/i,
  ];
  const above = cuts.flatMap((cut) => scope.match(cut)?.[0] ?? []);
  return [...new Set([tenantScope, ...above, scope])];
}

/** The pool that a scope is, or lies in. */
export const poolOf = (scope: string): string | undefined => scope.match(/\/managedHSMs\/([^/]+)/i)?.[1];

/** The vault and the secret in it that a scope names, as wishes name them; empty above vaults. */
export function vaultOf(scope: string): { readonly vault?: string; readonly name?: string } {
  const vault = scope.match(/\/(?:vaults|managedHSMs)\/([^/]+)/i)?.[1];
  const name = scope.match(/\/secrets\/([^/]+)/i)?.[1];
  if (vault === undefined) return {};
  return name === undefined ? { vault } : { vault, name };
}
