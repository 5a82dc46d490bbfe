import * as z from 'zod';
import { isBase64Url } from '../../app/contract/base64url.ts';

const base64url = z.string().min(1).refine(isBase64Url);

/** What a page hands over of a credential that was made (RegistrationResponseJSON, WebAuthn Level 3 section 5.1). */
const creation = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,32}$/))
      .max(8)
      .default([]),
  }),
});

/** What a page hands over of a credential that was used (AuthenticationResponseJSON). */
const request = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

function parse<T extends z.ZodType>(schema: T, text: string): z.output<T> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A page may send what it likes: text that is no JSON is an answer like any other wrong one.
    return undefined;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

export const parseCreation = (text: string) => parse(creation, text);
export const parseRequest = (text: string) => parse(request, text);
