import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64Url, toBase64Url } from '../../app/contract/base64url.ts';
import { channelInfo, exporterContext, offer, type Accept } from '../../app/contract/channel.ts';

const keyBytes = 32;
const nonceBytes = 12;

/** The page's end of the sealed channel: see app/contract/channel.ts. Its keys cannot be taken out of the browser's keeping. */
export interface Channel {
  /** Seals a frame and zeroes it. Frames count in the order in which they are given, whichever is done first. */
  seal(frame: Uint8Array<ArrayBuffer>): Promise<string>;
  /** Opens a text into an array of its own. Rejects when it is not the frame that comes next in the order of giving. */
  open(text: string): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Answers the engine's offer.
 * @returns the channel, and the text for the engine
 */
export async function answerOffer(text: string): Promise<{ channel: Channel; accept: string }> {
  const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const { publicKey } = offer.parse(JSON.parse(text));
  const context = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(decode(publicKey)),
    info: new TextEncoder().encode(channelInfo),
  });
  const exportKey = async (direction: keyof typeof exporterContext, use: 'encrypt' | 'decrypt') => {
    const raw = await context.export(new TextEncoder().encode(exporterContext[direction]), keyBytes);
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [use]);
    new Uint8Array(raw).fill(0);
    return key;
  };
  const channel = createChannel(await exportKey('toEngine', 'encrypt'), await exportKey('toPage', 'decrypt'));
  const accept = { v: 1, enc: toBase64Url(new Uint8Array(context.enc)) } satisfies Accept;
  return { channel, accept: JSON.stringify(accept) };
}

function createChannel(toEngine: CryptoKey, toPage: CryptoKey): Channel {
  const sent = counter();
  const received = counter();
  return {
    async seal(frame) {
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: sent() }, toEngine, frame);
      frame.fill(0);
      return toBase64Url(new Uint8Array(sealed));
    },
    async open(text) {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: received() }, toPage, decode(text)));
    },
  };
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const decoded = fromBase64Url(text);
  if (!decoded) throw new Error('not base64url');
  return decoded;
}

/** Nonces of one direction: the 96-bit big-endian count of frames before this one. */
function counter(): () => Uint8Array<ArrayBuffer> {
  let count = 0n;
  return () => {
    const nonce = new Uint8Array(nonceBytes);
    new DataView(nonce.buffer).setBigUint64(nonceBytes - 8, count);
    count += 1n;
    return nonce;
  };
}
