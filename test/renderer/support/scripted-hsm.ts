import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';
import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { aModule, aToken } from '../../support/sample-key.ts';
import type { KeyScene } from './scripted-key.ts';

type Answers = { readonly [N in CallName]?: (scene: KeyScene, input: Input<N>) => Output<N> };

/** The PIN that every scripted token takes. */
export const rightPin = '123456';

export const softHsm = '/usr/lib/softhsm/libsofthsm2.so';

const { ability: _ability, ...bareToken } = aToken;

/** A token that was just initialised: locked, and nobody knows what it can do. */
export const aLockedToken: HsmToken = { ...bareToken, state: 'locked', slot: 1, vaults: [], keyCount: 0 };

export const aModuleWith = (...tokens: HsmToken[]): HsmModule => ({ ...aModule, tokens });

function change(scene: KeyScene, id: string, to: Partial<HsmToken>): HsmToken {
  const found = scene.modules.flatMap(({ tokens }) => tokens).find((it) => it.id === id);
  if (!found) throw new VaultError('HsmTokenNotFound', {});
  const changed = { ...found, ...to };
  scene.modules = scene.modules.map((module) => ({ ...module, tokens: module.tokens.map((it) => (it.id === id ? changed : it)) }));
  return changed;
}

const assertPin = (pin: Uint8Array) => {
  if (new TextDecoder().decode(pin) !== rightPin) throw new VaultError('PinRefused', { reason: 'wrong', state: 'low' });
};

/** Answers about modules and tokens; what is changed is so afterwards. */
export const hsmAnswers: Answers = {
  HsmModuleList: ({ modules }) => ({ items: modules }),
  HsmModuleFind: ({ modules }) => ({
    items: [{ path: softHsm, name: 'SoftHSM', added: modules.some(({ path }) => path === softHsm) }],
  }),
  HsmModuleAdd: (scene, { name, path, parameters }) => {
    const made = { ...aModule, name, path, parameters, tokens: [] };
    scene.modules = [...scene.modules, made];
    return made;
  },
  HsmModuleRemove: (scene, { id }) => {
    scene.modules = scene.modules.filter((it) => it.id !== id);
    return {};
  },
  HsmModuleRestart: ({ modules }) => modules[0] ?? aModule,
  HsmTokenInit: (scene, { label, slot }) => {
    const made = { ...aLockedToken, label, slot };
    scene.modules = scene.modules.map((module) => ({ ...module, tokens: [made], slots: [] }));
    return made;
  },
  HsmTokenOpen: (scene, { token, pin, keep }) => {
    assertPin(pin);
    return change(scene, token, { state: 'open', keepsPin: keep });
  },
  HsmTokenClose: (scene, { token }) => change(scene, token, { state: 'locked', keepsPin: false }),
  HsmTokenProbe: (scene, { token }) => change(scene, token, aToken.ability ? { ability: aToken.ability } : {}),
  HsmPinChange: (scene, { token, pin }) => {
    assertPin(pin);
    return change(scene, token, {});
  },
  HsmPinReset: (scene, { token }) => change(scene, token, { userPin: 'fine' }),
  HsmTokenPatch: (scene, { token, certification }) => change(scene, token, { certification: certification ?? undefined }),
  HsmTokenForget: (scene, { token }) => {
    scene.modules = scene.modules.map((module) => ({ ...module, tokens: module.tokens.filter(({ id }) => id !== token) }));
    return {};
  },
  HsmBindingPut: (scene, { vault, token }) => {
    for (const it of scene.modules.flatMap(({ tokens }) => tokens)) {
      const others = it.vaults.filter((name) => name !== vault);
      change(scene, it.id, { vaults: it.id === token ? [...others, vault] : others });
    }
    return {};
  },
};
