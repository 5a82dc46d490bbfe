import { aesName, capital, given, inputText, isAes, keyUri, lines, typesOf, type Argument, type SamplePlan } from './sample-plan.ts';
import type { ShownForm } from './byte-form.ts';

const hashName = { 'SHA-256': 'SHA256', 'SHA-384': 'SHA384', 'SHA-512': 'SHA512' } as const;

const decoded: Readonly<Record<ShownForm, (text: string) => string>> = {
  text: (text) => `Encoding.UTF8.GetBytes(${text})`,
  hex: (text) => `Convert.FromHexString(${text})`,
  base64: (text) => `Convert.FromBase64String(${text})`,
  base64url: (text) => `Base64Url.DecodeFromChars(${text})`,
};

const encoded: Readonly<Record<Exclude<ShownForm, 'text'>, (bytes: string) => string>> = {
  hex: (bytes) => `Convert.ToHexStringLower(${bytes})`,
  base64: (bytes) => `Convert.ToBase64String(${bytes})`,
  base64url: (bytes) => `Base64Url.EncodeToString(${bytes})`,
};

function read({ input, hash }: SamplePlan): string {
  const isRaw = input === 'text' || input === 'file';
  if (hash && isRaw) return `byte[] digest = await ${hashName[hash]}.HashDataAsync(Console.OpenStandardInput());`;
  if (isRaw)
    return lines(
      'using var memory = new MemoryStream();',
      'await Console.OpenStandardInput().CopyToAsync(memory);',
      'byte[] input = memory.ToArray();',
    );
  const whole = `byte[] input = ${decoded[input]('(await Console.In.ReadToEndAsync()).Trim()')};`;
  return lines(whole, hash && `byte[] digest = ${hashName[hash]}.HashData(input);`);
}

const argument = ({ name, form }: Argument, at: number) => `byte[] ${name} = ${decoded[form](`args[${at}]`)};`;

const member = {
  sign: 'Signature',
  verify: 'IsValid',
  encrypt: 'Ciphertext',
  decrypt: 'Plaintext',
  wrapKey: 'EncryptedKey',
  unwrapKey: 'Key',
} as const;

function call(plan: SamplePlan): string {
  const { task, hash, words } = plan;
  const { result, kind } = typesOf[task.operation];
  const first = isAes(plan) ? ['input'] : [`new ${kind}("${task.algorithm}")`, hash ? 'digest' : 'input'];
  const all = [...first, ...words.map(({ name }) => name)].join(', ');
  const parameters = isAes(plan) ? `${capital(task.operation)}Parameters.${aesName(task.algorithm)}Parameters(${all})` : all;
  return `${result} result = await client.${capital(task.operation)}Async(${parameters});`;
}

function write(plan: SamplePlan): string {
  const what = given(plan);
  const value = `result.${member[plan.task.operation]}`;
  if (what === 'verdict') return `Console.WriteLine(${value});`;
  return lines(
    plan.shown === 'text' ? `Console.OpenStandardOutput().Write(${value});` : `Console.WriteLine(${encoded[plan.shown](value)});`,
    what === 'bytes' ? undefined : `Console.WriteLine($"iv {${encoded.base64url('result.Iv')}}");`,
    what === 'with-tag' ? `Console.WriteLine($"tag {${encoded.base64url('result.AuthenticationTag')}}");` : undefined,
  );
}

/** A program of top-level statements for .NET 9 or later. */
export function dotNetSample(plan: SamplePlan): string {
  const body = lines(...plan.words.map(argument), read(plan), call(plan), write(plan));
  return `// ${inputText(plan)}
${lines(
  body.includes('Base64Url.') ? 'using System.Buffers.Text;' : undefined,
  plan.hash && 'using System.Security.Cryptography;',
  body.includes('Encoding.') ? 'using System.Text;' : undefined,
  'using Azure.Identity;',
  'using Azure.Security.KeyVault.Keys.Cryptography;',
)}

var client = new CryptographyClient(new Uri("${keyUri(plan)}"), new DefaultAzureCredential());
${body}
`;
}
