/** How a program in one language reads a secret from its URI. */
export interface CodeReference {
  readonly language: string;
  readonly code: string;
}

interface Place {
  readonly vault: string;
  readonly name: string;
  readonly uri: string;
}

/** The URI of whatever version is current, from the URI of one: `https://{vault}…/secrets/{name}`. */
export const bareUri = (id: string): string => id.slice(0, id.lastIndexOf('/'));

function placeOf(id: string): Place {
  const uri = bareUri(id);
  const { origin } = new URL(uri);
  return { vault: origin, name: uri.slice(uri.lastIndexOf('/') + 1), uri };
}

const javaScript = ({ vault, name }: Place) => `import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

const client = new SecretClient('${vault}', new DefaultAzureCredential());
const { value } = await client.getSecret('${name}');
`;

const python = ({ vault, name }: Place) => `from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient

client = SecretClient(vault_url="${vault}", credential=DefaultAzureCredential())
value = client.get_secret("${name}").value
`;

const go = ({ vault, name }: Place) => `credential, err := azidentity.NewDefaultAzureCredential(nil)
if err != nil {
	return err
}
client, err := azsecrets.NewClient("${vault}", credential, nil)
if err != nil {
	return err
}
secret, err := client.GetSecret(ctx, "${name}", "", nil)
if err != nil {
	return err
}
value := *secret.Value
`;

const dotNet = ({ vault, name }: Place) => `using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

var client = new SecretClient(new Uri("${vault}"), new DefaultAzureCredential());
KeyVaultSecret secret = await client.GetSecretAsync("${name}");
string value = secret.Value;
`;

const java = ({ vault, name }: Place) => `SecretClient client = new SecretClientBuilder()
    .vaultUrl("${vault}")
    .credential(new DefaultAzureCredentialBuilder().build())
    .buildClient();
String value = client.getSecret("${name}").getValue();
`;

const curl = ({ uri }: Place) => `curl --header "Authorization: Bearer $TOKEN" '${uri}?api-version=7.6'
`;

/** Code that reads the current version. @param id URI of a version; names and hosts hold letters, digits, hyphens and dots alone */
export function codeReferences(id: string): readonly CodeReference[] {
  const place = placeOf(id);
  return [
    { language: 'JavaScript', code: javaScript(place) },
    { language: 'Python', code: python(place) },
    { language: 'Go', code: go(place) },
    { language: '.NET', code: dotNet(place) },
    { language: 'Java', code: java(place) },
    { language: 'curl', code: curl(place) },
  ];
}
