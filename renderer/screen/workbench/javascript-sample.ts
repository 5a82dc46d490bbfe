import { given, inputText, isAes, keyUri, lines, type Argument, type SamplePlan } from './sample-plan.ts';

const hashName = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;

const coding = { text: 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url' } as const;

const isRaw = ({ input }: SamplePlan) => input === 'text' || input === 'file';

function read(plan: SamplePlan): string {
  const { input, hash } = plan;
  if (hash && input === 'file')
    return lines(
      `const hash = createHash('${hashName[hash]}');`,
      'for await (const part of process.stdin) hash.update(part);',
      'const digest = hash.digest();',
    );
  const whole =
    input === 'text' || input === 'file'
      ? 'const input = await buffer(process.stdin);'
      : `const input = Buffer.from((await text(process.stdin)).trim(), '${coding[input]}');`;
  return lines(whole, hash && `const digest = createHash('${hashName[hash]}').update(input).digest();`);
}

const argument = ({ name, form }: Argument, at: number) => `const ${name} = Buffer.from(process.argv[${at + 2}], '${coding[form]}');`;

const member: Readonly<Record<Exclude<Argument['name'], 'signature'>, string>> = {
  initialization: 'iv: initialization',
  tag: 'authenticationTag: tag',
  additional: 'additionalAuthenticatedData: additional',
};

function call(plan: SamplePlan): string {
  const { task, hash, words } = plan;
  const value = hash ? 'digest' : 'input';
  if (!isAes(plan)) {
    const signature = task.operation === 'verify' ? ', signature' : '';
    return `const { result } = await client.${task.operation}('${task.algorithm}', ${value}${signature});`;
  }
  const text = task.operation === 'encrypt' ? 'plaintext: input' : 'ciphertext: input';
  const parts = words.flatMap(({ name }) => (name === 'signature' ? [] : [member[name]]));
  const taken = { 'with-tag': 'result, iv, authenticationTag', 'with-vector': 'result, iv', bytes: 'result', verdict: 'result' }[
    given(plan)
  ];
  return `const { ${taken} } = await client.${task.operation}({ ${[`algorithm: '${task.algorithm}'`, text, ...parts].join(', ')} });`;
}

const write = (plan: SamplePlan): string => {
  const what = given(plan);
  if (what === 'verdict') return 'console.log(result);';
  return lines(
    plan.shown === 'text' ? 'process.stdout.write(result);' : `console.log(Buffer.from(result).toString('${coding[plan.shown]}'));`,
    what === 'bytes' ? undefined : "console.log('iv', Buffer.from(iv).toString('base64url'));",
    what === 'with-tag' ? "console.log('tag', Buffer.from(authenticationTag).toString('base64url'));" : undefined,
  );
};

function imports(plan: SamplePlan): string {
  const streams = plan.hash && plan.input === 'file';
  return lines(
    plan.hash && "import { createHash } from 'node:crypto';",
    streams ? undefined : `import { ${isRaw(plan) ? 'buffer' : 'text'} } from 'node:stream/consumers';`,
    "import { DefaultAzureCredential } from '@azure/identity';",
    "import { CryptographyClient } from '@azure/keyvault-keys';",
  );
}

/** A module for Node.js. */
export const javaScriptSample = (plan: SamplePlan): string => `// ${inputText(plan)}
${imports(plan)}

const client = new CryptographyClient('${keyUri(plan)}', new DefaultAzureCredential());
${lines(...plan.words.map(argument), read(plan), call(plan), write(plan))}
`;
