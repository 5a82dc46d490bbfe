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
