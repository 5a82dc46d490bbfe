import * as z from 'zod';
import { VaultError } from '../contract/vault-error.ts';
import type { TokenClaims, Tokens } from '../identity/token.ts';

const claims: z.ZodType<TokenClaims> = z.strictObject({
  applicationId: z.string(),
  clientId: z.string(),
  credentialId: z.string(),
  plane: z.enum(['vaults', 'pools']).optional(),
  generation: z.number(),
  tokenId: z.string(),
  issuedOn: z.number(),
  expiresOn: z.number(),
});

/** A token as `createMemoryTokens` reads it. */
export const memoryToken = (said: TokenClaims): string => JSON.stringify(said);

/** Tokens that anybody can write: for tests of what comes after it is known that a token is the house's own. */
export const createMemoryTokens = (): Tokens => ({
  async read(_tx, _keyring, token, now) {
    const said = claims.safeParse(parseJson(token));
    if (!said.success) throw new VaultError('Unauthorized', { why: 'malformed' });
    if (said.data.expiresOn <= now) throw new VaultError('Unauthorized', { why: 'expired' });
    return said.data;
  },
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
