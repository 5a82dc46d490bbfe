import type { SecretPlace } from '../secret/secret-place.ts';

/** Where an action leads while no screen offers it. */
export type Elsewhere =
  | { readonly to: '/secrets'; readonly search: SecretPlace }
  | { readonly to: '/vaults'; readonly search: { readonly create: true } }
  | { readonly to: '/recycle-bin' }
  | { readonly to: '/calendar' }
  | { readonly to: '/import' };

export interface ActionEntry {
  /** A verb and what it acts on. */
  readonly name: string;
  readonly group: 'Secret' | 'Selection' | 'List' | 'Vault' | 'Window';
  /** As in component/shortcut.ts. */
  readonly keys?: string;
  /** Why it can't be done while no screen offers it and what to do first, or where it is done. */
  readonly otherwise: string | Elsewhere;
}

const secretFirst = 'Choose a secret first.';
const selectFirst = 'Select secrets first: Space in the list of secrets, or Ctrl+A for all of them.';
const listFirst = 'Open a list first: G then S goes to the secrets.';
const noEndpoint = 'The endpoint for applications does not exist yet.';

/** Every action that there is besides going to a place. Palette, keys, map of keys and buttons are made from it. */
export const catalogue = {
  'bin.purge': { name: 'Purge from the recycle bin', group: 'List', otherwise: { to: '/recycle-bin' } },
  'bin.recover': { name: 'Recover from the recycle bin', group: 'List', otherwise: { to: '/recycle-bin' } },
  'calendar.save': { name: 'Save the expiry calendar', group: 'List', otherwise: { to: '/calendar' } },
  'endpoint.start': { name: 'Start the endpoint', group: 'Window', otherwise: noEndpoint },
  'export.open': { name: 'Export secrets', group: 'List', otherwise: 'Select secrets, or choose a vault first.' },
  'import.open': { name: 'Import secrets', group: 'List', otherwise: { to: '/import' } },
  'list.filter': { name: 'Filter the list', group: 'List', keys: 'ctrl+f', otherwise: listFirst },
  'list.save': { name: 'Save this filter', group: 'List', otherwise: 'Filter the list of secrets first.' },
  'list.select-all': { name: 'Select everything in the list', group: 'List', keys: 'ctrl+a', otherwise: listFirst },
  'secret.add': { name: 'Add secret', group: 'Secret', keys: 'n', otherwise: { to: '/secrets', search: { create: true } } },
  'secret.backup': { name: 'Back up secret to a file', group: 'Secret', otherwise: secretFirst },
  'secret.connect': { name: 'Connect an application', group: 'Secret', otherwise: noEndpoint },
  'secret.copy': { name: 'Copy value', group: 'Secret', keys: 'ctrl+c', otherwise: secretFirst },
  'secret.copy-reference': { name: 'Copy reference for code', group: 'Secret', otherwise: secretFirst },
  'secret.copy-uri': { name: 'Copy URI', group: 'Secret', keys: 'ctrl+shift+c', otherwise: secretFirst },
  'secret.copy-uri-bare': { name: 'Copy URI without version', group: 'Secret', otherwise: secretFirst },
  'secret.delete': { name: 'Delete secret', group: 'Secret', keys: 'delete', otherwise: secretFirst },
  'secret.disable': { name: 'Disable secret', group: 'Secret', otherwise: secretFirst },
  'secret.edit': { name: 'Edit secret', group: 'Secret', keys: 'e', otherwise: secretFirst },
  'secret.enable': { name: 'Enable secret', group: 'Secret', otherwise: secretFirst },
  'secret.new-version': { name: 'New version', group: 'Secret', keys: 'r', otherwise: secretFirst },
  'selection.delete': { name: 'Delete the selection', group: 'Selection', otherwise: selectFirst },
  'selection.disable': { name: 'Disable the selection', group: 'Selection', otherwise: selectFirst },
  'selection.enable': { name: 'Enable the selection', group: 'Selection', otherwise: selectFirst },
  'selection.expire': { name: 'Set expiry of the selection', group: 'Selection', otherwise: selectFirst },
  'selection.export': { name: 'Export the selection', group: 'Selection', otherwise: selectFirst },
  'selection.tag': { name: 'Tag the selection', group: 'Selection', otherwise: selectFirst },
  'vault.create': { name: 'Create vault', group: 'Vault', keys: 'n', otherwise: { to: '/vaults', search: { create: true } } },
  'vault.delete': { name: 'Delete vault', group: 'Vault', keys: 'delete', otherwise: 'Choose a vault first: G then V goes to the vaults.' },
  'window.keys': { name: 'Show the map of keys', group: 'Window', keys: '?', otherwise: '' },
  'window.lock': { name: 'Lock', group: 'Window', keys: 'ctrl+l', otherwise: '' },
  'window.palette': { name: 'Search and commands', group: 'Window', keys: 'ctrl+k', otherwise: '' },
  'window.rail': { name: 'Names or icons in the rail', group: 'Window', keys: 'ctrl+b', otherwise: '' },
  'window.seal': { name: 'Seal Strongroom', group: 'Window', otherwise: '' },
  'window.sign-out': { name: 'Sign out', group: 'Window', otherwise: '' },
  'window.undo': { name: 'Undo', group: 'Window', keys: 'ctrl+z', otherwise: 'Nothing that was done lately can be undone.' },
} as const satisfies Record<string, ActionEntry>;

export type ActionId = keyof typeof catalogue;

const ids = Object.keys(catalogue) as ActionId[];

/** The entries as the palette and the map of keys read them. */
export const actionEntries: readonly (readonly [ActionId, ActionEntry])[] = ids.map((id) => [id, catalogue[id]]);

export const entryOf = (id: ActionId): ActionEntry => catalogue[id];

export const keysOf = (id: ActionId): string | undefined => entryOf(id).keys;
