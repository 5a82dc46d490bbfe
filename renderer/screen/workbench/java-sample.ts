import { aesName, capital, given, inputText, isAes, keyUri, lines, typesOf, type Argument, type SamplePlan } from './sample-plan.ts';
import type { ShownForm } from './byte-form.ts';

const decoded: Readonly<Record<ShownForm, (text: string) => string>> = {
  text: (text) => `${text}.getBytes(StandardCharsets.UTF_8)`,
  hex: (text) => `HexFormat.of().parseHex(${text})`,
  base64: (text) => `Base64.getDecoder().decode(${text})`,
  base64url: (text) => `Base64.getUrlDecoder().decode(${text})`,
};

const encoded: Readonly<Record<Exclude<ShownForm, 'text'>, (bytes: string) => string>> = {
  hex: (bytes) => `HexFormat.of().formatHex(${bytes})`,
  base64: (bytes) => `Base64.getEncoder().encodeToString(${bytes})`,
  base64url: (bytes) => `Base64.getUrlEncoder().withoutPadding().encodeToString(${bytes})`,
};

function read({ input, hash }: SamplePlan): string {
  if (hash && input === 'file')
    return lines(
      `MessageDigest hash = MessageDigest.getInstance("${hash}");`,
      'new DigestInputStream(System.in, hash).transferTo(OutputStream.nullOutputStream());',
      'byte[] digest = hash.digest();',
    );
  const raw = 'System.in.readAllBytes()';
  const whole = input === 'text' || input === 'file' ? raw : decoded[input](`new String(${raw}, StandardCharsets.UTF_8).strip()`);
  return lines(`byte[] input = ${whole};`, hash && `byte[] digest = MessageDigest.getInstance("${hash}").digest(input);`);
}

const argument = ({ name, form }: Argument, at: number) => `byte[] ${name} = ${decoded[form](`arguments[${at}]`)};`;

const getter = {
  sign: 'getSignature',
  verify: 'isValid',
  encrypt: 'getCipherText',
  decrypt: 'getPlainText',
  wrapKey: 'getEncryptedKey',
  unwrapKey: 'getKey',
} as const;

const className: Readonly<Record<SamplePlan['task']['operation'], string>> = {
  sign: 'SignByKey',
  verify: 'VerifyByKey',
  encrypt: 'EncryptByKey',
  decrypt: 'DecryptByKey',
  wrapKey: 'WrapByKey',
  unwrapKey: 'UnwrapByKey',
};

function call(plan: SamplePlan): string {
  const { task, hash, words } = plan;
  const { result, kind } = typesOf[task.operation];
  const first = isAes(plan) ? ['input'] : [`${kind}.fromString("${task.algorithm}")`, hash ? 'digest' : 'input'];
  const all = [...first, ...words.map(({ name }) => name)].join(', ');
  const maker = `${capital(task.operation)}Parameters.create${aesName(task.algorithm)}Parameters`;
  return `${result} result = client.${task.operation}(${isAes(plan) ? `${maker}(${all}), Context.NONE` : all});`;
}

function write(plan: SamplePlan): string {
  const what = given(plan);
  const value = `result.${getter[plan.task.operation]}()`;
  if (what === 'verdict') return `System.out.println(${value});`;
  return lines(
    plan.shown === 'text' ? `System.out.writeBytes(${value});` : `System.out.println(${encoded[plan.shown](value)});`,
    what === 'bytes' ? undefined : `System.out.println("iv " + ${encoded.base64url('result.getIv()')});`,
    what === 'with-tag' ? `System.out.println("tag " + ${encoded.base64url('result.getAuthenticationTag()')});` : undefined,
  );
}

const keys = 'com.azure.security.keyvault.keys.cryptography';

/** Every class that a program can need, by its whole name. */
const classes = [
  'com.azure.core.util.Context',
  'com.azure.identity.DefaultAzureCredentialBuilder',
  `${keys}.CryptographyClient`,
  `${keys}.CryptographyClientBuilder`,
  ...['DecryptParameters', 'DecryptResult', 'EncryptParameters', 'EncryptResult', 'EncryptionAlgorithm', 'KeyWrapAlgorithm'].map(
    (name) => `${keys}.models.${name}`,
  ),
  ...['SignResult', 'SignatureAlgorithm', 'UnwrapResult', 'VerifyResult', 'WrapResult'].map((name) => `${keys}.models.${name}`),
  'java.io.OutputStream',
  'java.nio.charset.StandardCharsets',
  'java.security.DigestInputStream',
  'java.security.MessageDigest',
  'java.util.Base64',
  'java.util.HexFormat',
];

/** A class for Java 17 or later. */
export function javaSample(plan: SamplePlan): string {
  const body = lines(...plan.words.map(argument), read(plan), call(plan), write(plan));
  const program = `public class ${className[plan.task.operation]} {
    public static void main(String[] arguments) throws Exception {
        CryptographyClient client = new CryptographyClientBuilder()
            .keyIdentifier("${keyUri(plan)}")
            .credential(new DefaultAzureCredentialBuilder().build())
            .buildClient();
${body.replace(/^(?=.)/gm, '        ')}
    }
}
`;
  const used = classes.filter((name) => new RegExp(`\\b${name.slice(name.lastIndexOf('.') + 1)}\\b`).test(program));
  return `// ${inputText(plan)}
${used.map((name) => `import ${name};`).join('\n')}

${program}`;
}
