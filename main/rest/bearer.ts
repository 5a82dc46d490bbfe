import * as z from 'zod';

const scheme = 'bearer ';
/** `b64token` of RFC 6750 section 2.1. */
const mostTokenChars = 8192;

/** The token of an Authorization header; undefined where there is none, or another scheme. */
export function readBearer(header: string | undefined): string | undefined {
  if (header === undefined || header.length > mostTokenChars) return undefined;
  if (header.slice(0, scheme.length).toLowerCase() !== scheme) return undefined;
  const token = header.slice(scheme.length).trim();
  return token === '' ? undefined : token;
}

const told = z.object({
  appid: z.string().max(100).optional(),
  oid: z.string().max(100).optional(),
  iss: z.string().max(300).optional(),
  aud: z.string().max(300).optional(),
});
export type Told = z.infer<typeof told>;

/** What a token says of itself, checked or not: for texts alone, and nothing that decides. */
export function tellOf(token: string | undefined): Told {
  const [, payload = ''] = (token ?? '').split('.');
  try {
    const parsed = told.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    return parsed.success ? parsed.data : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
