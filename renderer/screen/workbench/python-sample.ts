import { given, inputText, isAes, keyUri, lines, type Argument, type SamplePlan } from './sample-plan.ts';
import type { ShownForm } from './byte-form.ts';

const hashName = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;

const decoded: Readonly<Record<ShownForm, (text: string) => string>> = {
  text: (text) => `${text}.encode()`,
  hex: (text) => `bytes.fromhex(${text})`,
  base64: (text) => `base64.b64decode(${text})`,
  base64url: (text) => `from_base64url(${text})`,
};

const encoded: Readonly<Record<Exclude<ShownForm, 'text'>, (bytes: string) => string>> = {
  hex: (bytes) => `${bytes}.hex()`,
  base64: (bytes) => `base64.b64encode(${bytes}).decode()`,
  base64url: (bytes) => `to_base64url(${bytes})`,
};

const fromBase64Url = `

def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
`;

const toBase64Url = `

def to_base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
`;

function read({ input, hash }: SamplePlan): string {
  if (hash && input === 'file') return `digest = hashlib.file_digest(sys.stdin.buffer, "${hashName[hash]}").digest()`;
  const whole = input === 'text' || input === 'file' ? 'sys.stdin.buffer.read()' : decoded[input]('sys.stdin.read().strip()');
  return lines(`data = ${whole}`, hash && `digest = hashlib.${hashName[hash]}(data).digest()`);
}

const argument = ({ name, form }: Argument, at: number) => `${name} = ${decoded[form](`sys.argv[${at + 1}]`)}`;

/** The library's name of the kind of an algorithm; those that its lists don't have are given as text. */
function kindOf({ task }: SamplePlan): string | undefined {
  if (/^(?:RSNULL|HS|CKM)/.test(task.algorithm)) return undefined;
  if (task.operation === 'sign' || task.operation === 'verify') return 'SignatureAlgorithm';
  return task.operation === 'encrypt' || task.operation === 'decrypt' ? 'EncryptionAlgorithm' : 'KeyWrapAlgorithm';
}

const method = {
  sign: ['sign', 'signature'],
  verify: ['verify', 'is_valid'],
  encrypt: ['encrypt', 'ciphertext'],
  decrypt: ['decrypt', 'plaintext'],
  wrapKey: ['wrap_key', 'encrypted_key'],
  unwrapKey: ['unwrap_key', 'key'],
} as const;

const member: Readonly<Record<Argument['name'], string>> = {
  signature: 'signature',
  initialization: 'iv=initialization',
  tag: 'authentication_tag=tag',
  additional: 'additional_authenticated_data=additional',
};

function call(plan: SamplePlan): string {
  const { task, hash, words } = plan;
  const kind = kindOf(plan);
  const algorithm = kind === undefined ? `"${task.algorithm}"` : `${kind}("${task.algorithm}")`;
  const parts = isAes(plan) || task.operation === 'verify' ? words.map(({ name }) => member[name]) : [];
  return `result = client.${method[task.operation][0]}(${[algorithm, hash ? 'digest' : 'data', ...parts].join(', ')})`;
}

function write(plan: SamplePlan): string {
  const what = given(plan);
  const value = `result.${method[plan.task.operation][1]}`;
  if (what === 'verdict') return `print(${value})`;
  return lines(
    plan.shown === 'text' ? `sys.stdout.buffer.write(${value})` : `print(${encoded[plan.shown](value)})`,
    what === 'bytes' ? undefined : 'print("iv", to_base64url(result.iv))',
    what === 'with-tag' ? 'print("tag", to_base64url(result.tag))' : undefined,
  );
}

/** A script for Python 3.11 or later. */
export function pythonSample(plan: SamplePlan): string {
  const kind = kindOf(plan);
  const body = lines(...plan.words.map(argument), read(plan), call(plan), write(plan));
  return `# ${inputText(plan)}
${lines(
  body.includes('base64') ? 'import base64' : undefined,
  plan.hash && 'import hashlib',
  'import sys',
  '',
  'from azure.identity import DefaultAzureCredential',
  `from azure.keyvault.keys.crypto import CryptographyClient${kind === undefined ? '' : `, ${kind}`}`,
)}
${body.includes('from_base64url(') ? fromBase64Url : ''}${body.includes('to_base64url(') ? toBase64Url : ''}
${body.includes('_base64url(') ? '\n' : ''}client = CryptographyClient("${keyUri(plan)}", DefaultAzureCredential())
${body}
`;
}
