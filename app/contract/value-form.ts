import { readJson } from './json-form.ts';

/** Why a value has not the form that it is said to have. */
export interface FormProblem {
  /** What is wrong, as a sentence that holds nothing of the value. */
  readonly sentence: string;
  /** Both from 1; a column counts characters of UTF-16. */
  readonly line: number;
  readonly column: number;
}

interface Finding {
  readonly sentence: string;
  readonly at: number;
}

type Check = (text: string) => Finding | undefined;

/** A kind of value: what it is called, what its content type is, and how it looks. */
export interface ValueForm {
  readonly name: string;
  readonly contentType: string;
  /** How it looks, for who writes one. */
  readonly example: string;
  /** Whether several lines are usual. */
  readonly lines: boolean;
  readonly check?: Check;
}

const finding = (sentence: string, at: number): Finding => ({ sentence, at });

const json: Check = (text) => {
  const { wrongAt } = readJson(text);
  if (wrongAt === undefined) return undefined;
  return finding(wrongAt === text.length ? 'The JSON ends too soon.' : 'This character can’t stand here in JSON.', wrongAt);
};

/** A text of one line that an expression describes from its first character to its last. */
const matching =
  (whole: RegExp, sentence: string, wrongAt: (text: string) => number): Check =>
  (text) => {
    const end = text.search(/\s*$/);
    if (text !== '' && end < text.length && end > 0)
      return finding('A space or line break stands at the end, and would be part of the value.', end);
    return whole.test(text) ? undefined : finding(sentence, Math.max(0, wrongAt(text)));
  };

/** Where the longest beginning of a text ends that an expression allows. */
const beyond = (start: RegExp) => (text: string) => start.exec(text)?.[0].length ?? 0;

const guid = matching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'A GUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens.',
  beyond(
    /^[0-9a-f]{0,8}(?:(?<=^.{8})-[0-9a-f]{0,4})?(?:(?<=^.{13})-[0-9a-f]{0,4})?(?:(?<=^.{18})-[0-9a-f]{0,4})?(?:(?<=^.{23})-[0-9a-f]{0,12})?/i,
  ),
);

const url = matching(
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+[^\s]*$/i,
  'A URL is a scheme, ://, a host, and what follows, without spaces.',
  beyond(/^(?:[a-z][a-z0-9+.-]*(?::\/?\/?)?)?(?:(?<=:\/\/)[^\s]*)?/i),
);

const jwt = matching(
  /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/,
  'A JWT is three parts in base64url with dots between them, the first beginning with eyJ.',
  beyond(/^(?:eyJ[\w-]*(?:\.[\w-]*){0,2})?/),
);

const base64: Check = (text) => {
  const digits = text.replace(/\s/g, '');
  const wrong = text.search(/[^A-Za-z0-9+/=\s]/);
  if (wrong !== -1) return finding('This character is no digit of base64.', wrong);
  const pad = /=(?=[^=\s])|={3}/.exec(digits);
  if (pad) return finding('An equals sign stands only at the end, at most two of them.', text.indexOf('='));
  return digits.length % 4 === 0 ? undefined : finding('The base64 ends too soon: its digits come in fours.', text.length);
};

/** `key=value` in pairs with semicolons between them; a value in quotes may hold semicolons. */
const connection: Check = (text) => {
  const pair = /\s*(?:([^=;]*)=(?:\s*"(?:[^"]|"")*"\s*|\s*'(?:[^']|'')*'\s*|[^;]*))?(?:;|$)/y;
  let pairs = 0;
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (!found) return finding('Each part is a name, an equals sign and a value, with semicolons between the parts.', at);
    if (found[1]?.trim() === '') return finding('A name is missing before this equals sign.', at);
    if (found[1] !== undefined) pairs += 1;
  }
  return pairs > 0 ? undefined : finding('There is no name with a value in it, as in Server=db;Database=main.', 0);
};

const entry = /^[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*=[ \t]*([^]*)$/;

/** Names and values line by line, as dotenv reads them; a value in quotes may go on over lines. */
const dotenv: Check = (text) => {
  let at = 0;
  let quote: { readonly mark: string; readonly at: number } | undefined;
  for (const line of text.split('\n')) {
    if (quote) {
      if (line.includes(quote.mark)) quote = undefined;
    } else if (!/^\s*(?:#[^]*)?$/.test(line)) {
      const value = entry.exec(line)?.[1];
      if (value === undefined) return finding('This line is no NAME=value, comment or empty line.', at);
      const mark = /^["'`]/.exec(value)?.[0];
      if (mark !== undefined && !value.slice(1).includes(mark)) quote = { mark, at: at + line.length - value.length };
    }
    at += line.length + 1;
  }
  return quote && finding('This quote is never closed.', quote.at);
};

const begin = /^-----BEGIN ([A-Z0-9 ]+)-----\s*$/;
const body = /^[A-Za-z0-9+/]*={0,2}\s*$/;

interface PemBlock {
  readonly label: string;
  readonly at: number;
  /** Digits of base64 so far. */
  readonly digits: number;
}

/** RFC 7468, and the headers of older encrypted keys (RFC 1421). */
const pem =
  (what: string, labels: RegExp): Check =>
  (text) => {
    let at = 0;
    let block: PemBlock | undefined;
    let blocks = 0;
    for (const line of text.split('\n')) {
      const next = block ? inBlock(block, line) : beginning(line, at);
      if (typeof next === 'string') return finding(next.replaceAll('%', what), at);
      if (!block && next && !labels.test(next.label)) return finding(`This block is no ${what}.`, at);
      blocks += Number(block !== undefined && next === undefined);
      block = next;
      at += line.length + 1;
    }
    if (block) return finding('This block has no end line that fits.', block.at);
    return blocks > 0 ? undefined : finding(`There is no block of a ${what} in it, which begins with -----BEGIN.`, 0);
  };

const beginning = (line: string, at: number): PemBlock | undefined => {
  const label = begin.exec(line)?.[1];
  return label === undefined ? undefined : { label, at, digits: 0 };
};

/** @returns the block with this line, undefined where the line ends it, or what is wrong, `%` for what the block should be */
function inBlock(block: PemBlock, line: string): PemBlock | undefined | string {
  const digits = line.trim();
  if (digits === `-----END ${block.label}-----`) return block.digits === 0 ? 'This block is empty.' : undefined;
  if (/^[A-Za-z-]+: /.test(line)) return block;
  if (!body.test(line)) return 'This line is no base64 of a PEM block.';
  // DER begins with a SEQUENCE, whose first byte is always the same.
  if (block.digits === 0 && digits !== '' && !digits.startsWith('M')) return 'What is encoded here is no %.';
  return { ...block, digits: block.digits + digits.length };
}

/** The forms that are known, the usual first. */
export const valueForms = [
  { name: 'Plain text', contentType: 'text/plain', example: 'any text', lines: true },
  { name: 'JSON', contentType: 'application/json', example: '{"user":"app","password":"…"}', lines: true, check: json },
  { name: '.env file', contentType: 'text/x-dotenv', example: 'NAME=value, one to a line', lines: true, check: dotenv },
  {
    name: 'Connection string',
    contentType: 'application/x-connection-string',
    example: 'Server=db;Database=main',
    lines: false,
    check: connection,
  },
  { name: 'URL', contentType: 'text/x-uri', example: 'postgres://host/database', lines: false, check: url },
  { name: 'GUID', contentType: 'text/x-guid', example: '8-4-4-4-12 hexadecimal digits', lines: false, check: guid },
  { name: 'JWT', contentType: 'application/jwt', example: 'eyJ….….…', lines: false, check: jwt },
  { name: 'Base64', contentType: 'text/x-base64', example: 'bytes as letters and digits', lines: true, check: base64 },
  {
    name: 'Certificate (PEM)',
    contentType: 'application/x-pem-file',
    example: '-----BEGIN CERTIFICATE-----',
    lines: true,
    check: pem('certificate', /^(?:CERTIFICATE|TRUSTED CERTIFICATE|X509 CERTIFICATE|(?:[A-Z]+ )?PRIVATE KEY)$/),
  },
  {
    name: 'Private key (PEM)',
    contentType: 'application/x-pem-private-key',
    example: '-----BEGIN PRIVATE KEY-----',
    lines: true,
    check: pem('private key', /^(?:[A-Z]+ )?PRIVATE KEY$/),
  },
  {
    name: 'Public key (PEM)',
    contentType: 'application/x-pem-public-key',
    example: '-----BEGIN PUBLIC KEY-----',
    lines: true,
    check: pem('public key', /^(?:RSA )?PUBLIC KEY$/),
  },
] as const satisfies readonly ValueForm[];

/** The form that a content type names, its parameters aside; `+json` is JSON. */
export function formOf(contentType: string): ValueForm | undefined {
  const type = contentType.split(';', 1).join('').trim().toLowerCase();
  return valueForms.find((form) => form.contentType === (type.endsWith('+json') ? 'application/json' : type));
}

/** @returns why the text has not this form; undefined when it has, or when nothing is known of how it looks */
export function formProblem(form: ValueForm, text: string): FormProblem | undefined {
  const found = form.check?.(text);
  if (!found) return undefined;
  const before = text.slice(0, found.at);
  return { sentence: found.sentence, line: before.split('\n').length, column: found.at - before.lastIndexOf('\n') };
}
