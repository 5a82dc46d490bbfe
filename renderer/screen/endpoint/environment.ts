import type { Reached } from './address.ts';

/** How an application proves who it is, with what it finds in its environment alone. */
export type Way = 'secret' | 'managed-identity' | 'certificate';

/** Where the settings are read. */
export type Notation = 'bash' | 'powershell' | 'dotenv';

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** What stands where only the application's owner can write: the console fills no secret in, from anywhere. */
export const placeholder = {
  secret: 'the secret that was shown when it was added',
  header: 'the header that was shown when it was added',
  certificate: '/path/to/certificate-and-key.pem',
  clientId: 'the client id of the application',
} as const;

/** An authority of this tenant is taken as it is by Azure's SDKs: they ask nobody outside whether it exists. */
const tenant = 'adfs';

const signIn = ({ authority }: Pick<Reached, 'authority'>, clientId: string): Variable[] => [
  { name: 'AZURE_TENANT_ID', value: tenant },
  { name: 'AZURE_AUTHORITY_HOST', value: authority },
  { name: 'AZURE_CLIENT_ID', value: clientId },
];

/** Path of the managed identity endpoint, as App Service has it. */
const identityPath = '/msi/token';

/** What `DefaultAzureCredential` reads, with no change of code. */
export function credentialVariables(reached: Pick<Reached, 'authority'>, clientId: string, way: Way): readonly Variable[] {
  switch (way) {
    case 'secret':
      return [...signIn(reached, clientId), { name: 'AZURE_CLIENT_SECRET', value: placeholder.secret }];
    case 'certificate':
      return [...signIn(reached, clientId), { name: 'AZURE_CLIENT_CERTIFICATE_PATH', value: placeholder.certificate }];
    case 'managed-identity':
      return [
        { name: 'IDENTITY_ENDPOINT', value: `${reached.authority}${identityPath}` },
        { name: 'IDENTITY_HEADER', value: placeholder.header },
      ];
  }
}

const single = (value: string, quote: string): string => `'${value.replaceAll("'", quote)}'`;

function line({ name, value }: Variable, notation: Notation): string {
  switch (notation) {
    case 'bash':
      return `export ${name}=${single(value, String.raw`'\''`)}`;
    case 'powershell':
      // Curved quotation marks end a text too.
      return `$env:${name} = '${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
    case 'dotenv':
      // Between single quotes nothing is special, and no reader of such files has an escape for one.
      return `${name}=${value.includes("'") ? `"${value}"` : `'${value}'`}`;
  }
}

/** Variables as a shell or a file takes them, one a line; whatever is in a value stays its value. */
export const environmentText = (variables: readonly Variable[], notation: Notation): string =>
  variables.map((variable) => `${line(variable, notation)}\n`).join('');
