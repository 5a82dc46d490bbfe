import type { HsmModule, HsmToken } from '../contract/hsm.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Anteroom, houseTarget, type Room } from '../operation/operation.ts';
import { keptPins } from './kept-pin.ts';
import type { ModuleSight, TokenSight } from './hsm-host.ts';
import { type ModuleEntry, readRegistry, type Registry, type TokenEntry } from './registry.ts';
import { tokenId } from './token-id.ts';

/** What everything about HSMs has in common: only who looks after the house may, and it is about the whole house. */
const hsmOperation = {
  at: 'room',
  during: ['open'],
  throttle: 'window',
  repeatable: false,
  target: async () => houseTarget('HSM'),
} as const;

export const readHsm = {
  ...hsmOperation,
  needs: { kind: 'action', action: 'Strongroom.Instance/hsm/read' },
  recorded: false,
  fields: {},
} as const;

export const writeHsm = { ...hsmOperation, needs: { kind: 'action', action: 'Strongroom.Instance/hsm/write' }, recorded: true } as const;

/** What modules and tokens are looked at with. */
export type HsmPlace = Pick<Room, 'tx'> & Pick<Anteroom, 'keyring' | 'hsm' | 'crypto'>;

/** What is asked beside the registry: counts and names, by the ids of tokens and vaults. */
interface Facts {
  readonly registry: Registry;
  readonly keyCounts: ReadonlyMap<string, number>;
  readonly vaultNames: ReadonlyMap<string, string>;
  readonly kept: ReadonlySet<string>;
}

/** Every module with its tokens: those that are there, and those that are known and absent. @throws VaultError IntegrityViolation */
export async function viewModules(place: HsmPlace): Promise<HsmModule[]> {
  const facts = await gather(place);
  const sights = new Map(place.hsm.current().map((sight) => [sight.id, sight]));
  return facts.registry.modules.map((entry) => viewModule(place, facts, entry, sights.get(entry.id)));
}

/** @throws VaultError HsmModuleNotFound, IntegrityViolation */
export async function viewOneModule(place: HsmPlace, id: string): Promise<HsmModule> {
  const module = (await viewModules(place)).find((it) => it.id === id);
  if (!module) throw new VaultError('HsmModuleNotFound', {});
  return module;
}

/** @throws VaultError HsmTokenNotFound, IntegrityViolation */
export async function viewToken(place: HsmPlace, id: string): Promise<HsmToken> {
  const token = (await viewModules(place)).flatMap(({ tokens }) => tokens).find((it) => it.id === id);
  if (!token) throw new VaultError('HsmTokenNotFound', {});
  return token;
}

async function gather({ tx, keyring }: HsmPlace): Promise<Facts> {
  const registry = await readRegistry(tx, keyring);
  const vaultNames = new Map<string, string>();
  for (const id of registry.tokens.flatMap(({ vaults }) => vaults)) {
    const vault = await tx.vaults.findById(id);
    if (vault && !vault.deletion) vaultNames.set(id, vault.name);
  }
  return { registry, vaultNames, keyCounts: await tx.keys.countInTokens(), kept: await keptPins(tx, keyring) };
}

const noLibrary = { manufacturer: '', description: '', version: '', cryptokiVersion: '', crashes: 0, wrongAnswers: 0, slots: [] } as const;

function viewModule({ crypto }: HsmPlace, facts: Facts, entry: ModuleEntry, sight: ModuleSight | undefined): HsmModule {
  const seen = (sight?.tokens ?? []).map((token) => viewSeen(facts, tokenId(crypto, token), token));
  const seenIds = new Set(seen.map(({ id }) => id));
  const absent = facts.registry.tokens.filter(({ id, module }) => module === entry.id && !seenIds.has(id));
  const { name, path, parameters } = entry;
  const library = sight ?? { ...noLibrary, id: entry.id, state: 'starting' as const };
  return { ...library, name, path, parameters, slots: [...library.slots], tokens: [...seen, ...absent.map((it) => viewAbsent(facts, it))] };
}

function viewSeen(facts: Facts, id: string, sight: TokenSight): HsmToken {
  const entry = facts.registry.tokens.find((it) => it.id === id);
  // What was found out of an older firmware says nothing of this one.
  const ability = entry?.ability?.firmware === sight.firmwareVersion ? entry.ability : undefined;
  return { ...sight, id, ...known(facts, id, entry), ...(ability && { ability }) };
}

const viewAbsent = (facts: Facts, entry: TokenEntry): HsmToken => ({
  id: entry.id,
  module: entry.module,
  serial: entry.serial,
  label: entry.label,
  manufacturer: entry.manufacturer,
  model: entry.model,
  hardwareVersion: '',
  firmwareVersion: '',
  state: 'absent',
  userPin: 'fine',
  officerPin: 'fine',
  hasPinPad: false,
  sessions: 0,
  ...known(facts, entry.id, entry),
});

const known = ({ keyCounts, vaultNames, kept }: Facts, id: string, entry: TokenEntry | undefined) => ({
  ...(entry?.certification !== undefined && { certification: entry.certification }),
  vaults: (entry?.vaults ?? []).flatMap((vault) => vaultNames.get(vault) ?? []),
  keyCount: keyCounts.get(id) ?? 0,
  keepsPin: kept.has(id),
});
