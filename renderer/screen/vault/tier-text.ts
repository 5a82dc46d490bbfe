import type { Tier } from '../../../app/contract/vault.ts';
import type { Choice } from '../../component/choice-field.tsx';

/** What each tier may hold, in words. */
export const tierChoices: readonly Choice<Tier>[] = [
  { value: 'standard', label: 'Standard', hint: 'Secrets, and keys kept in software, sealed by the house.' },
  { value: 'premium', label: 'Premium', hint: 'The same, and keys that never leave a hardware module, as soon as one is connected.' },
  {
    value: 'managed-hsm',
    label: 'Managed HSM pool',
    hint: 'Keys of a hardware module alone, under access roles of its own, which nothing that is held above it reaches.',
  },
];

export const tierName = (tier: Tier) => tierChoices.find((it) => it.value === tier)?.label ?? tier;
