import { readJson } from './json-form.ts';

/**
 * Parses JSON (RFC 8259) that no two readers can take differently: in UTF-8, and with no member of an object there twice.
 * @returns undefined for anything else; own members alone say what an object has, `__proto__` is one like any other
 */
export function parseStrictJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return hasTwice(text) ? undefined : { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Whether it is no JSON, or an object in it has a member twice. */
function hasTwice(text: string): boolean {
  const { tokens, wrongAt } = readJson(text);
  const open: Set<string>[] = [];
  for (const [at, { text: word }] of tokens.entries()) {
    if (word === '{' || word === '[') open.push(new Set());
    else if (word === '}' || word === ']') open.pop();
    if (tokens[at + 1]?.text !== ':') continue;
    const name = String(JSON.parse(word));
    const names = open.at(-1);
    if (names?.has(name)) return true;
    names?.add(name);
  }
  return wrongAt !== undefined;
}
