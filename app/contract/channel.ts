import * as z from 'zod';

/**
 * The sealed channel between one page load and the engine, which every shell relays and none can read.
 *
 * 1. The engine draws an HPKE key pair for the page and sends `offer`.
 * 2. The page runs SetupBaseS and sends `accept` with the encapsulated key.
 * 3. Both take one AES-256-GCM key for each direction from the HPKE exporter (RFC 9180 sections 5.3 and 9.8).
 * 4. From then on every text is base64url of `ciphertext | tag`; the nonce is the 96-bit big-endian count of frames sent that way,
 *    so that a frame that is lost, repeated or out of order does not open, and the channel closes.
 *
 * Suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 */
export const offer = z.strictObject({ v: z.literal(1), publicKey: z.string().max(64) });
export type Offer = z.infer<typeof offer>;
export const accept = z.strictObject({ v: z.literal(1), enc: z.string().max(64) });
export type Accept = z.infer<typeof accept>;

/** HPKE `info` and the exporter contexts of the two directions. */
export const channelInfo = 'strongroom/channel/1';
export const exporterContext = { toEngine: 'strongroom/channel/1/to-engine', toPage: 'strongroom/channel/1/to-page' } as const;
