const of = (kind: string) => `Microsoft.KeyVault/vaults/${kind}`;

/**
 * What makes a vault visible: the right to read it as a resource, as Azure has it, or the right to see what describes everything of a kind
 * in it. Azure's roles on data leave the first out, and then its own portal shows such people no vault.
 */
export const seeVault = {
  kind: 'action',
  action: of('read'),
  or: [
    { kind: 'dataAction', action: of('secrets/readMetadata/action') },
    { kind: 'dataAction', action: of('keys/read') },
    { kind: 'dataAction', action: of('certificates/read') },
  ],
} as const;

/** What makes a vault in the recycle bin visible. */
export const seeDeletedVault = { kind: 'action', action: 'Microsoft.KeyVault/locations/deletedVaults/read' } as const;
