import type { Input } from '../app/contract/operation.ts';
import type { Call } from './demo-people.ts';

const day = 24 * 60 * 60_000;

interface Sample extends Pick<Input<'KeyCreate'>, 'name' | 'type' | 'curve' | 'operations'> {
  /** Days from now until it expires. */
  readonly expiresIn?: number;
  readonly enabled?: boolean;
  readonly versions?: number;
  readonly policy?: Input<'KeyRotationPolicySet'>['policy'];
  readonly tags?: Readonly<Record<string, string>>;
}

const samples: Readonly<Record<string, readonly Sample[]>> = {
  payroll: [
    { name: 'pay-slip-signing', type: 'EC', versions: 3, policy: { rotate: { from: 'creation', days: 90 }, expiryDays: 365 } },
    { name: 'archive-wrapping', type: 'RSA', operations: ['wrapKey', 'unwrapKey'], expiresIn: 71, tags: { owner: 'payroll' } },
  ],
  'shop-prod': [
    {
      name: 'order-token',
      type: 'EC',
      expiresIn: 9,
      versions: 2,
      policy: { rotate: { from: 'expiry', days: 7 }, notifyDays: 14, expiryDays: 180 },
    },
    { name: 'card-vault', type: 'oct', expiresIn: 40, policy: { notifyDays: 30, expiryDays: 365 }, tags: { owner: 'shop' } },
    { name: 'legacy-coupon-signing', type: 'EC', expiresIn: -12, enabled: false },
  ],
  platform: [
    { name: 'release-signing', type: 'EC', curve: 'P-384', expiresIn: 5, tags: { owner: 'platform' } },
    { name: 'wallet-attestation', type: 'EC', curve: 'P-256K' },
  ],
};

/** Makes keys in the vaults of the demo. @param now milliseconds since 1970 */
export async function seedKeys(call: Call, now: number): Promise<void> {
  for (const [vault, keys] of Object.entries(samples)) {
    for (const { expiresIn, enabled = true, versions = 1, policy, tags = {}, ...kind } of keys) {
      const expires = expiresIn === undefined ? {} : { expires: now + expiresIn * day };
      await call('KeyCreate', { vault, ...kind, enabled, tags, ...expires });
      if (policy) await call('KeyRotationPolicySet', { vault, name: kind.name, policy });
      for (let version = 1; version < versions; version += 1) await call('KeyRotate', { vault, name: kind.name });
    }
  }
}
