import { VaultError } from '../contract/vault-error.ts';
import type { Anteroom } from '../operation/operation.ts';
import type { TokenSight } from './hsm-host.ts';
import type { Registry, TokenEntry } from './registry.ts';
import { tokenId } from './token-id.ts';

type Eyes = Pick<Anteroom, 'hsm' | 'crypto'>;

/** A token that is plugged in. @throws VaultError HsmTokenNotFound */
export function seeToken({ hsm, crypto }: Eyes, id: string): TokenSight {
  const sight = hsm
    .current()
    .flatMap(({ tokens }) => tokens)
    .find((it) => tokenId(crypto, it) === id);
  if (!sight) throw new VaultError('HsmTokenNotFound', {});
  return sight;
}

/** What the registry shall say of a token that is there, by the module that it is seen by now. */
export function entryOf(eyes: Eyes, registry: Registry, id: string): TokenEntry {
  const { module, serial, label, manufacturer, model } = seeToken(eyes, id);
  const before = registry.tokens.find((it) => it.id === id);
  return { ...before, id, module, serial, label, manufacturer, model, vaults: before?.vaults ?? [] };
}

/** What the registry says of a token, there or absent. @throws VaultError HsmTokenNotFound */
export function knownEntry(eyes: Eyes, registry: Registry, id: string): TokenEntry {
  return registry.tokens.find((it) => it.id === id) ?? entryOf(eyes, registry, id);
}
