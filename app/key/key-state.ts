import type { KeyFilter, KeyVersionHead } from './key-store.ts';

/** The states of a version that can be searched for; an expiring one is enabled too. */
export function stateOf(
  { enabled, notBefore, expires }: Pick<KeyVersionHead, 'enabled' | 'notBefore' | 'expires'>,
  { time, expiringUntil }: Pick<KeyFilter, 'time' | 'expiringUntil'>,
): NonNullable<KeyFilter['state']>[] {
  if (!enabled) return ['disabled'];
  if (expires !== undefined && expires <= time) return ['expired'];
  if (notBefore !== undefined && time < notBefore) return ['not-active'];
  return expires !== undefined && expires <= expiringUntil ? ['enabled', 'expiring'] : ['enabled'];
}
