import { tokenBySecret } from '../endpoint/code-sample.ts';
import type { Form, ShownForm } from './byte-form.ts';
import { given, inputText, keyUri, lines, type Argument, type SamplePlan } from './sample-plan.ts';

const hashName = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;

const toBase64Url = `to_base64url() { base64 | tr '+/' '-_' | tr -d '=\\n'; }`;
/** What decodes Base64 wants the padding that Base64url leaves out. */
const fromBase64Url = `from_base64url() {
  local text
  text=$(tr '_-' '/+' | tr -d '=\\n')
  printf '%s%s' "$text" "$(printf '%*s' $(((4 - \${#text} % 4) % 4)) '' | tr ' ' '=')" | base64 -d
}`;

const fromHex = `from_hex() { printf "$(tr -d ' \\r\\n' | sed 's/../\\\\x&/g')"; }`;

const functions = [
  ['from_hex', fromHex],
  ['to_base64url', toBase64Url],
  ['from_base64url', fromBase64Url],
] as const;

/** From standard input to bytes; nothing where they are bytes already. */
const toBytes: Readonly<Record<Form, string | undefined>> = {
  text: undefined,
  file: undefined,
  hex: 'from_hex',
  base64: 'from_base64url',
  base64url: 'from_base64url',
};

/** From standard input to what is sent. */
const toSent: Readonly<Record<Form, string>> = {
  text: 'to_base64url',
  file: 'to_base64url',
  hex: 'from_hex | to_base64url',
  base64: "tr '+/' '-_' | tr -d '=\\n'",
  base64url: "tr -d '=\\n'",
};

/** From what comes back to what is shown. */
const toShown: Readonly<Record<ShownForm, string>> = {
  text: ' | from_base64url',
  hex: " | from_base64url | od -An -v -tx1 | tr -d ' \\n'",
  base64: " | from_base64url | base64 | tr -d '\\n'",
  base64url: '',
};

function read({ input, hash }: SamplePlan): string {
  if (!hash) return `value=$(${toSent[input]})`;
  const bytes = toBytes[input];
  return `value=$(${bytes === undefined ? '' : `${bytes} | `}openssl dgst -${hashName[hash]} -binary | to_base64url)`;
}

const argument = ({ name, form }: Argument, at: number) => `${name}=$(printf %s "$${at + 1}" | ${toSent[form]})`;

/** What the members are called in what is sent. */
const member: Readonly<Record<Argument['name'], string>> = { signature: 'value', initialization: 'iv', tag: 'tag', additional: 'aad' };

const verb = {
  sign: 'sign',
  verify: 'verify',
  encrypt: 'encrypt',
  decrypt: 'decrypt',
  wrapKey: 'wrapkey',
  unwrapKey: 'unwrapkey',
} as const;

/** What is secret goes to curl by files that only it reads, never by the words of its command. */
function call(plan: SamplePlan): string {
  const { task, words } = plan;
  const members = [[task.operation === 'verify' ? 'digest' : 'value', 'value'], ...words.map(({ name }) => [member[name], name])];
  const body = [`"alg":"${task.algorithm}"`, ...members.map(([to]) => `"${to}":"%s"`)].join(',');
  return `answer=$(printf '{${body}}' ${members.map(([, name]) => `"$${name}"`).join(' ')} | curl --silent --show-error --fail \\
  --header @<(printf 'Authorization: Bearer %s' "$token") --header 'Content-Type: application/json' --data-binary @- \\
  '${keyUri(plan)}/${verb[task.operation]}?api-version=7.6') || exit 1`;
}

const found = (name: string) => `printf %s "$answer" | sed 's/.*"${name}":"\\([^"]*\\)".*/\\1/'`;

function write(plan: SamplePlan): string {
  const what = given(plan);
  if (what === 'verdict') return `printf %s "$answer" | sed 's/.*"value":\\([a-z]*\\).*/\\1/'`;
  const newLine = plan.shown === 'text' ? undefined : 'echo';
  return lines(
    `${found('value')}${toShown[plan.shown]}`,
    newLine,
    what === 'bytes' ? undefined : `printf 'iv '; ${found('iv')}; echo`,
    what === 'with-tag' ? `printf 'tag '; ${found('tag')}; echo` : undefined,
  );
}

/** A script for bash, with curl and OpenSSL. */
export function curlSample(plan: SamplePlan): string {
  const body = lines(...plan.words.map(argument), read(plan), call(plan), write(plan));
  const used = functions.flatMap(([name, text]) => (body.includes(name) ? [text] : []));
  return `# ${inputText(plan)}
${used.join('\n')}
${tokenBySecret(plan.reached)}${body}
`;
}
