import type { Output } from '../../app/contract/operation.ts';
import { type Desk, makeInstance, makeVault, signIn } from '../support/a-house.ts';

/** A value of the largest size that a secret may have. */
export const largeValue = (): Uint8Array => new Uint8Array(25_600).fill(0x61);

export const largeSecret = { vault: 'bench', name: 'large' } as const;
export const vault = 'bench';

/** Makes an instance with a vault and one large secret; whoever asked is signed in. */
export async function makeStock(desk: Desk): Promise<void> {
  await makeInstance(desk);
  await signIn(desk);
  await makeVault(desk, vault);
  await setSecret(desk, largeSecret.name, largeValue());
}

export const setSecret = (desk: Desk, name: string, value: Uint8Array): Promise<Output<'SecretSet'>> =>
  desk.call('SecretSet', { vault, name, value, enabled: true, tags: { owner: 'bench' } });
