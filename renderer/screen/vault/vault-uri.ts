/** Where a vault will be reached once the endpoint is on. */
export const vaultUri = (name: string) => `https://${name.toLowerCase()}.vault.localhost:8443/`;

/** The last part of a resource id: the resource group's own name. */
export const resourceGroupName = (resourceGroup: string) => resourceGroup.split('/').at(-1) ?? resourceGroup;
