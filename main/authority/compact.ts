/**
 * Whether a text is a JWS in compact form (RFC 7515 section 7.1) with each part in the one form that an encoder writes. Libraries pass over
 * spare bits at the end of a part, and by them one signature would have many texts.
 */
export function isCompact(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
