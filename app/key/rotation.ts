import { dayMs, leastRotationDays, type RotationPolicy } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { KeyPolicy, KeyRow, KeyVersionHead } from './key-store.ts';

/** A policy as it is kept, in place of the one before; an empty one is none. */
export function toKeyPolicy(
  { rotate, notifyDays, expiryDays }: RotationPolicy,
  before: KeyPolicy | undefined,
  time: number,
): KeyPolicy | undefined {
  if (rotate === undefined && notifyDays === undefined && expiryDays === undefined) return undefined;
  return {
    ...(rotate && { rotate }),
    ...(notifyDays !== undefined && { notifyDays }),
    ...(expiryDays !== undefined && { expiryDays }),
    createdOn: before?.createdOn ?? time,
    updatedOn: time,
  };
}

/** What a record says of a policy. */
export const policyWords = {
  rotates: ({ rotate }: RotationPolicy) =>
    rotate && `${rotate.days} days ${rotate.from === 'creation' ? 'after creation' : 'before expiry'}`,
  notifies: ({ notifyDays }: RotationPolicy) => (notifyDays === undefined ? undefined : `${notifyDays} days before expiry`),
  expiryDays: ({ expiryDays }: RotationPolicy) => expiryDays?.toString(),
};

/** When a policy acts on a version. What is disabled is left alone: nothing may be done with it. */
export function actingOf(
  policy: KeyPolicy | undefined,
  { enabled, createdOn, expires }: Pick<KeyVersionHead, 'enabled' | 'createdOn' | 'expires'>,
): Pick<KeyRow, 'rotatesOn' | 'notifiesOn'> {
  const before = (days: number | undefined) =>
    days === undefined || expires === undefined ? undefined : Math.max(0, expires - days * dayMs);
  if (!policy || !enabled) return { rotatesOn: undefined, notifiesOn: undefined };
  const { rotate, notifyDays } = policy;
  const rotatesOn = rotate?.from === 'creation' ? createdOn + rotate.days * dayMs : before(rotate?.days);
  return { rotatesOn, notifiesOn: before(notifyDays) };
}

/** When a version that is made by rotation expires: as the policy says, and never where it says nothing. */
export const expiryOf = (policy: RotationPolicy | undefined, time: number): number | undefined =>
  policy?.expiryDays === undefined ? undefined : Math.floor((time + policy.expiryDays * dayMs) / 1000) * 1000;

/**
 * Key Vault's rules: days before expiry need an expiry, and what is counted from creation comes a week before it at the latest.
 * @throws VaultError BadParameter
 */
export function checkPolicy({ rotate, notifyDays, expiryDays }: RotationPolicy): void {
  const refuse = (path: string, problem: string, limit?: number) =>
    new VaultError('BadParameter', { issues: [{ path, problem, ...(limit !== undefined && { limit }) }] });
  const needsExpiry = rotate?.from === 'expiry' || notifyDays !== undefined;
  if (expiryDays === undefined) {
    if (needsExpiry) throw refuse('policy.expiryDays', 'missing');
    return;
  }
  const most = expiryDays - leastRotationDays;
  if (rotate && rotate.days > most) throw refuse('policy.rotate.days', 'too_big', most);
  if (notifyDays !== undefined && notifyDays > most) throw refuse('policy.notifyDays', 'too_big', most);
}
