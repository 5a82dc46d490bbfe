import type { Language } from '../endpoint/language.ts';

/** Where a secret lies: the vault's origin without a slash at the end, and its name. */
export interface SecretAt {
  readonly vault: string;
  readonly name: string;
}

/** The URI of whatever version is current, from the URI of one: `https://{vault}…/secrets/{name}`. */
export const bareUri = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));

const javaScript = ({ vault, name }: SecretAt) => `import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

const client = new SecretClient('${vault}', new DefaultAzureCredential());
const { value } = await client.getSecret('${name}');
`;

const python = ({ vault, name }: SecretAt) => `from azure.identity import DefaultAzureCredential
from azure.keyvault.secrets import SecretClient

client = SecretClient(vault_url="${vault}", credential=DefaultAzureCredential())
value = client.get_secret("${name}").value
`;

const go = ({ vault, name }: SecretAt) => `credential, err := azidentity.NewDefaultAzureCredential(nil)
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

const dotNet = ({ vault, name }: SecretAt) => `using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

var client = new SecretClient(new Uri("${vault}"), new DefaultAzureCredential());
KeyVaultSecret secret = await client.GetSecretAsync("${name}");
string value = secret.Value;
`;

const java = ({ vault, name }: SecretAt) => `SecretClient client = new SecretClientBuilder()
    .vaultUrl("${vault}")
    .credential(new DefaultAzureCredentialBuilder().build())
    .buildClient();
String value = client.getSecret("${name}").getValue();
`;

const curl = ({ vault, name }: SecretAt) => `curl --header "Authorization: Bearer $TOKEN" '${vault}/secrets/${name}?api-version=7.6'
`;

const codes: Readonly<Record<Language, (place: SecretAt) => string>> = {
  JavaScript: javaScript,
  Python: python,
  Go: go,
  '.NET': dotNet,
  Java: java,
  curl,
};

/** Lines that read the current version, for a program that is there already. Names and hosts hold letters, digits, hyphens and dots alone. */
export const codeReference = (place: SecretAt, language: Language): string => codes[language](place);
