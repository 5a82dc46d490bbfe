import { codeReference, type SecretAt } from '../secret/code-reference.ts';
import type { Reached } from './address.ts';
import type { Way } from './environment.ts';
import type { Language } from './language.ts';

const indent = (code: string, by: string): string => code.replace(/^(?=.)/gm, by);

const goProgram = (place: SecretAt): string => `package main

import (
	"context"
	"fmt"
	"log"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
)

func read(ctx context.Context) (string, error) {
${indent(codeReference(place, 'Go').replaceAll('return err', 'return "", err').replace('value := *secret.Value', 'return *secret.Value, nil'), '\t')}}

func main() {
	value, err := read(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("read", len(value), "bytes")
}
`;

const javaProgram = (place: SecretAt): string => `import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;

public class ReadSecret {
    public static void main(String[] args) {
${indent(codeReference(place, 'Java'), '        ')}        System.out.println("read " + value.length() + " characters");
    }
}
`;

/** Lines of bash after which `$token` is there, by the client secret of the environment. */
export const tokenBySecret = ({ resource, authority, tenantId }: Reached): string =>
  `token=$(printf %s "$AZURE_CLIENT_SECRET" | curl --silent --fail \\
  --data grant_type=client_credentials --data-urlencode "client_id=$AZURE_CLIENT_ID" \\
  --data-urlencode 'scope=${resource}/.default' --data-urlencode client_secret@- \\
  '${authority}/${tenantId}/oauth2/v2.0/token' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
`;

const tokenByHeader = ({ resource }: Reached): string =>
  `token=$(printf 'X-IDENTITY-HEADER: %s' "$IDENTITY_HEADER" | curl --silent --fail --header @- \\
  "$IDENTITY_ENDPOINT?api-version=2019-08-01&resource=${encodeURIComponent(resource)}" \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
`;

/** What is secret goes to curl by its standard input: other users of the computer can read the words of a command. */
const curlScript = (reached: Reached, secret: string, way: 'secret' | 'managed-identity'): string =>
  `${way === 'secret' ? tokenBySecret(reached) : tokenByHeader(reached)}printf 'Authorization: Bearer %s' "$token" | curl --silent --fail --header @- \\
  '${reached.vault}/secrets/${secret}?api-version=7.6'
`;

/**
 * A whole program that reads the secret with what its environment says, and shows no more than how long it is; curl shows the answer.
 * Undefined for curl with a certificate: signing an assertion takes more than curl.
 */
export function codeSample(reached: Reached, secret: string, { language, way }: { language: Language; way: Way }): string | undefined {
  const place = { vault: reached.vault, name: secret };
  switch (language) {
    case 'JavaScript':
      return `${codeReference(place, language)}console.log('read', value.length, 'characters');\n`;
    case 'Python':
      return `${codeReference(place, language)}print("read", len(value), "characters")\n`;
    case '.NET':
      return `${codeReference(place, language)}Console.WriteLine($"read {value.Length} characters");\n`;
    case 'Go':
      return goProgram(place);
    case 'Java':
      return javaProgram(place);
    case 'curl':
      return way === 'certificate' ? undefined : curlScript(reached, secret, way);
  }
}
