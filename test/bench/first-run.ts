import type { CallName, Input, Output } from '../../app/contract/operation.ts';

/** The same question through whatever door. */
export type Ask = <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const passphrase = 'correct horse battery staple';
const password = 'three small blue doors';

/** A value of the largest size that a secret may have. */
export const largeValue = (): Uint8Array => new Uint8Array(25_600).fill(0x61);

export const largeSecret = { vault: 'bench', name: 'large' } as const;
export const vault = 'bench';

/** Makes an instance with a vault and one large secret; whoever asked is signed in. */
export async function makeInstance(ask: Ask): Promise<void> {
  const { shares } = await ask('InstancePrepare', { split: { count: 3, threshold: 2 } });
  await ask('InstanceCreate', {
    organisation: 'Northwind',
    subscription: 'Main',
    resourceGroup: 'main',
    person: { name: 'ada', displayName: 'Ada Lovelace', password: utf8(password) },
    passphrase: utf8(passphrase),
    keychain: false,
    shareCheck: shares[0],
  });
  const { resourceGroup } = await signIn(ask);
  await ask('VaultPut', { name: vault, resourceGroup, retentionDays: 90, purgeProtection: false, tags: {} });
  await setSecret(ask, largeSecret.name, largeValue());
}

export const signIn = (ask: Ask): Promise<Output<'SessionCreate'>> => ask('SessionCreate', { person: 'ada', password: utf8(password) });

export const setSecret = (ask: Ask, name: string, value: Uint8Array): Promise<Output<'SecretSet'>> =>
  ask('SecretSet', { vault, name, value, enabled: true, tags: { owner: 'bench' } });
