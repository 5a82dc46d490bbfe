import canonicalize from 'canonicalize';

/**
 * The one JSON text of a value (RFC 8785) as UTF-8. Members that are undefined are left out.
 * A number that is not finite or a text with a lone surrogate has none: that is a bug of the caller, which must have parsed its input.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON text');
  return new TextEncoder().encode(text);
}
