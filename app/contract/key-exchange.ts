import * as z from 'zod';

/**
 * The hash of RSA-OAEP, which is its mask's too. Key Vault moves keys by SHA-1, which does not weaken OAEP; SHA-256 is for houses among
 * themselves, SHA-384 for environments that ask for it.
 */
export const oaepHash = z.enum(['SHA-1', 'SHA-256', 'SHA-384']);
export type OaepHash = z.infer<typeof oaepHash>;
