import { capital, given, inputText, lines, type Argument, type SamplePlan } from './sample-plan.ts';
import type { ShownForm } from './byte-form.ts';

const hashed = { 'SHA-256': ['sha256', 'Sum256'], 'SHA-384': ['sha512', 'Sum384'], 'SHA-512': ['sha512', 'Sum512'] } as const;
const started = { 'SHA-256': 'sha256.New()', 'SHA-384': 'sha512.New384()', 'SHA-512': 'sha512.New()' } as const;

const decoded: Readonly<Record<ShownForm, (text: string) => string>> = {
  text: (text) => `[]byte(${text})`,
  hex: (text) => `must(hex.DecodeString(${text}))`,
  base64: (text) => `must(base64.StdEncoding.DecodeString(${text}))`,
  base64url: (text) => `must(base64.RawURLEncoding.DecodeString(${text}))`,
};

const encoded: Readonly<Record<Exclude<ShownForm, 'text'>, (bytes: string) => string>> = {
  hex: (bytes) => `hex.EncodeToString(${bytes})`,
  base64: (bytes) => `base64.StdEncoding.EncodeToString(${bytes})`,
  base64url: (bytes) => `base64.RawURLEncoding.EncodeToString(${bytes})`,
};

function read({ input, hash }: SamplePlan): string {
  if (hash && input === 'file') return lines(`hash := ${started[hash]}`, 'must(io.Copy(hash, os.Stdin))', 'digest := hash.Sum(nil)');
  const raw = 'must(io.ReadAll(os.Stdin))';
  const whole = input === 'text' || input === 'file' ? raw : decoded[input](`strings.TrimSpace(string(${raw}))`);
  return lines(`input := ${whole}`, hash && `digest := ${hashed[hash].join('.')}(input)`);
}

const argument = ({ name, form }: Argument, at: number) => `${name} := ${decoded[form](`os.Args[${at + 1}]`)}`;

const member: Readonly<Record<Argument['name'], string>> = {
  signature: 'Signature',
  initialization: 'IV',
  tag: 'AuthenticationTag',
  additional: 'AdditionalAuthenticatedData',
};

function parametersOf({ task }: SamplePlan): readonly [type: string, kind: string, value: string] {
  if (task.operation === 'sign') return ['SignParameters', 'SignatureAlgorithm', 'Value'];
  if (task.operation === 'verify') return ['VerifyParameters', 'SignatureAlgorithm', 'Digest'];
  return ['KeyOperationParameters', 'EncryptionAlgorithm', 'Value'];
}

function call(plan: SamplePlan): string {
  const { task, hash, input, name, version = '', words } = plan;
  const [type, kind, value] = parametersOf(plan);
  // A hash in one go is an array, and one that was fed a slice.
  const bytes = hash ? (input === 'file' ? 'digest' : 'digest[:]') : 'input';
  const members = [
    ['Algorithm', `to.Ptr(azkeys.${kind}("${task.algorithm}"))`],
    [value, bytes],
    ...words.map((word) => [member[word.name], word.name]),
  ].map(([to, what]) => `\t${to}: ${what},`);
  return lines(
    `result := must(client.${capital(task.operation)}(context.Background(), "${name}", "${version}", azkeys.${type}{`,
    ...members,
    '}, nil))',
  );
}

function write(plan: SamplePlan): string {
  const what = given(plan);
  if (what === 'verdict') return 'fmt.Println(*result.Value)';
  return lines(
    plan.shown === 'text' ? 'must(os.Stdout.Write(result.Result))' : `fmt.Println(${encoded[plan.shown]('result.Result')})`,
    what === 'bytes' ? undefined : `fmt.Println("iv", ${encoded.base64url('result.IV')})`,
    what === 'with-tag' ? `fmt.Println("tag", ${encoded.base64url('result.AuthenticationTag')})` : undefined,
  );
}

/** What of the standard library a program can need, each with what it is called by. */
const standard = [
  ['context', 'context.'],
  ['crypto/sha256', 'sha256.'],
  ['crypto/sha512', 'sha512.'],
  ['encoding/base64', 'base64.'],
  ['encoding/hex', 'hex.'],
  ['fmt', 'fmt.'],
  ['io', 'io.'],
  ['log', 'log.'],
  ['os', 'os.'],
  ['strings', 'strings.'],
] as const;

/** A whole program, indented as gofmt does but for the columns of its members. */
export function goSample(plan: SamplePlan): string {
  const body = lines(...plan.words.map(argument), read(plan), call(plan), write(plan));
  const main = `func main() {
	credential := must(azidentity.NewDefaultAzureCredential(nil))
	client := must(azkeys.NewClient("${plan.reached.vault}", credential, nil))
${body.replace(/^(?=.)/gm, '\t')}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
`;
  const used = standard.filter(([, by]) => new RegExp(`\\b${by.replace('.', '\\.')}`).test(main));
  return `// ${inputText(plan)}
package main

import (
${used.map(([path]) => `\t"${path}"`).join('\n')}

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azkeys"
)

${main}`;
}
