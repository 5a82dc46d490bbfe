import { VaultError } from '../contract/vault-error.ts';

/** Key Vault counts in whole seconds. */
export const toSecond = (time: number | undefined): number | undefined => (time === undefined ? undefined : Math.floor(time / 1000) * 1000);

/** A time as a record keeps it. */
export const toIso = (time: number | undefined): string | undefined => (time === undefined ? undefined : new Date(time).toISOString());

/** @throws VaultError BadParameter when the dates stand the wrong way round */
export function checkDates({
  notBefore,
  expires,
}: {
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
}): void {
  if (notBefore !== undefined && expires !== undefined && expires <= notBefore) {
    throw new VaultError('BadParameter', { issues: [{ path: 'expires', problem: 'before_activation' }] });
  }
}

interface Attributes {
  readonly enabled: boolean;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** What is left out stays, `null` takes away. */
type Change = { readonly [N in keyof Attributes]?: Attributes[N] | (undefined extends Attributes[N] ? null : never) | undefined };

/** The attributes after a change. */
export const changedAttributes = (before: Attributes, change: Change): Attributes => ({
  enabled: change.enabled ?? before.enabled,
  notBefore: change.notBefore === undefined ? before.notBefore : toSecond(change.notBefore ?? undefined),
  expires: change.expires === undefined ? before.expires : toSecond(change.expires ?? undefined),
  tags: change.tags ?? before.tags,
});
