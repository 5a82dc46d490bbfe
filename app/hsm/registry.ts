import * as z from 'zod';
import { tokenAbility } from '../contract/hsm.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { readMarkedSetting, writeMarkedSetting } from '../seal/marked-setting.ts';

const moduleEntry = z.strictObject({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  parameters: z.string(),
  addedBy: z.string(),
  addedOn: z.number().int(),
});
export type ModuleEntry = z.infer<typeof moduleEntry>;

const tokenEntry = z.strictObject({
  id: z.string(),
  /** The module that it was used by last. */
  module: z.string(),
  serial: z.string(),
  label: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  /** What was found out, of the firmware that it was found out of. */
  ability: tokenAbility.extend({ firmware: z.string() }).optional(),
  certification: z.string().optional(),
  /** Ids of the vaults whose HSM keys are made in it. */
  vaults: z.array(z.string()),
});
export type TokenEntry = z.infer<typeof tokenEntry>;

const registry = z.strictObject({ modules: z.array(moduleEntry), tokens: z.array(tokenEntry) });
/** The libraries that are loaded, and what is known of tokens whether or not they are plugged in. A house has few of either. */
export type Registry = z.infer<typeof registry>;

const marked = { name: 'hsm', shape: registry };

/** @throws VaultError IntegrityViolation when it was edited outside the house */
export const readRegistry = async (tx: Pick<Tx, 'settings'>, keyring: Pick<Keyring, 'rowMac'>): Promise<Registry> =>
  (await readMarkedSetting(tx, keyring, marked)) ?? { modules: [], tokens: [] };

export const writeRegistry = (tx: Pick<Tx, 'settings'>, keyring: Pick<Keyring, 'rowMac'>, value: Registry): Promise<void> =>
  writeMarkedSetting(tx, keyring, marked, value);

/** The registry with another entry in place of the one of its id, or beside the others. */
export const withToken = (before: Registry, entry: TokenEntry): Registry => ({
  ...before,
  tokens: [...before.tokens.filter(({ id }) => id !== entry.id), entry],
});
