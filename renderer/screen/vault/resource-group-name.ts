/** The last part of a resource id: the resource group's own name. */
export const resourceGroupName = (resourceGroup: string) => resourceGroup.split('/').at(-1) ?? resourceGroup;
