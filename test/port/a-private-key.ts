import type { KeySpec, PublicKey, SignAlgorithm } from '../../app/contract/key.ts';
import type { HsmHosts, HsmUse, TokenName } from '../../app/hsm/hsm-host.ts';
import type { PrivateKey } from '../../app/key/private-key.ts';
import { createMemoryHsmHosts, newMemoryToken } from '../../app/memory/hsm-hosts.ts';
import { createKeyCrypto } from '../../main/crypto/key-crypto.ts';
import { aLastingGround, anOpenToken, aPlace, type GroundPlan, moduleId, nssIn } from '../main/hsm/support/soft-token.ts';

export const crypto = createKeyCrypto();
export const never = new AbortController().signal;

/** Where private keys are. */
export interface KeyGround {
  make(spec: KeySpec, use: HsmUse): Promise<{ readonly key: PrivateKey; readonly publicKey: PublicKey | undefined }>;
  /** @param material as a `SoftwareKey` has it */
  bring(spec: KeySpec, use: HsmUse, material: Uint8Array): Promise<PrivateKey>;
  end(): Promise<void>;
}

export interface KeyKind {
  readonly name: string;
  open(): Promise<KeyGround>;
  /** What it can't do, as it says itself. */
  readonly lacks: readonly SignAlgorithm[];
}

async function inSoftware(): Promise<KeyGround> {
  return {
    async make(spec) {
      const { material, publicKey } = await crypto.generate(spec, never);
      return { key: crypto.open(spec, material), publicKey };
    },
    bring: async (spec, _use, material) => crypto.open(spec, material),
    end: async () => undefined,
  };
}

const inHosts = (hosts: HsmHosts, token: TokenName, end: () => Promise<void>): KeyGround => ({
  async make(spec, use) {
    const place = aPlace(token);
    const { publicKey } = await hosts.generate(place, spec, use);
    return { key: hosts.key(place, spec), publicKey };
  },
  async bring(spec, use, material) {
    const place = aPlace(token);
    await hosts.bring(place, spec, use, material);
    return hosts.key(place, spec);
  },
  end,
});

async function inMemory(): Promise<KeyGround> {
  const token = { ...newMemoryToken('0001', 'Office HSM'), isOpen: true };
  const hosts = createMemoryHsmHosts(crypto, { tokens: [token], libraries: [] });
  hosts.apply([{ id: moduleId, path: '/usr/lib/memory.so', parameters: '' }]);
  return inHosts(hosts, { module: moduleId, serial: token.serial, label: token.label }, () => hosts.stop());
}

const inToken = (plan: GroundPlan) => async (): Promise<KeyGround> => {
  const ground = aLastingGround(plan);
  return inHosts(ground.hosts, await anOpenToken(ground), ground.end);
};

/** Every private key behind the port: each must behave the same. */
export const keyKinds: readonly KeyKind[] = [
  { name: 'software', open: inSoftware, lacks: [] },
  { name: 'memory', open: inMemory, lacks: [] },
  { name: 'SoftHSM', open: inToken({}), lacks: ['HS384', 'HS512'] },
  { name: 'NSS', open: inToken({ library: nssIn }), lacks: ['ES256K'] },
];
