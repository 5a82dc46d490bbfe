import type { Variable } from './environment.ts';

/** Languages that there is a client for; `curl` stands for whatever speaks HTTPS. */
export const languages = ['JavaScript', 'Python', 'Go', '.NET', 'Java', 'curl'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (text: string): text is Language => languages.some((it) => it === text);

/** Whether a program in it takes the URI by `127.0.0.1`: the others compare more of the challenge than that form can give them. */
export const takesLoopback: Readonly<Record<Language, boolean>> = {
  JavaScript: true,
  Python: true,
  Go: true,
  '.NET': false,
  Java: false,
  curl: true,
};

/** What an application uses: the packages differ. */
type Used = 'secrets' | 'keys';

const go = 'github.com/Azure/azure-sdk-for-go/sdk';

/** What is installed before the code runs. */
export function installationOf(language: Language, used: Used): string | undefined {
  switch (language) {
    case 'JavaScript':
      return `npm install @azure/identity @azure/keyvault-${used}`;
    case 'Python':
      return `pip install azure-identity azure-keyvault-${used}`;
    case 'Go':
      return `go get ${go}/azidentity ${go}/security/keyvault/az${used}`;
    case '.NET':
      return `dotnet add package Azure.Identity\ndotnet add package Azure.Security.KeyVault.${used === 'keys' ? 'Keys' : 'Secrets'}`;
    case 'Java':
      return `com.azure:azure-identity\ncom.azure:azure-security-keyvault-${used}`;
    case 'curl':
      return undefined;
  }
}

/** The variable by which a program in this language is told of the authority's certificate. @param file path of it */
export function trustVariables(language: Language, file: string): readonly Variable[] {
  switch (language) {
    case 'JavaScript':
      return [{ name: 'NODE_EXTRA_CA_CERTS', value: file }];
    case 'Python':
      return [
        { name: 'REQUESTS_CA_BUNDLE', value: file },
        { name: 'SSL_CERT_FILE', value: file },
      ];
    case 'Go':
    case '.NET':
      return [{ name: 'SSL_CERT_FILE', value: file }];
    case 'Java':
      return [{ name: 'JAVA_TOOL_OPTIONS', value: '-Djavax.net.ssl.trustStore=strongroom-truststore' }];
    case 'curl':
      return [{ name: 'CURL_CA_BUNDLE', value: file }];
  }
}

/** What there is to know about that variable. */
export const trustNote: Readonly<Record<Language, string>> = {
  JavaScript: 'Node.js adds it to the authorities that it knows.',
  Python:
    'Python then knows this authority alone. If the program also talks to other servers, append the file to a copy of the list that it has (python -m certifi) and name the copy.',
  Go: 'Go reads it on Linux. On macOS and Windows it asks the system: have the system trust the authority instead.',
  '.NET': '.NET reads it on Linux. On macOS and Windows it asks the system: have the system trust the authority instead.',
  Java: 'Make the trust store first: the Endpoint page says how.',
  curl: 'Or by the option --cacert.',
};
