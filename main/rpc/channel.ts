import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256, HpkeError } from '@hpke/core';
import { mostMessageChars } from '../../app/contract/bridge.ts';
import { accept, channelInfo, exporterContext, type Offer } from '../../app/contract/channel.ts';
import { isBase64Url } from '../../app/contract/base64url.ts';
import { updateCleanly } from '../crypto/update-cleanly.ts';
import { ViolationError } from './violation.ts';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** The engine's end of the sealed channel to one page load: see app/contract/channel.ts. */
export interface Channel {
  /** Seals a frame and zeroes it. @returns the text for the page */
  seal(frame: Uint8Array): string;
  /**
   * Opens the page's next text.
   * @returns the frame in a buffer of its own, which the caller zeroes
   * @throws ViolationError when it is too long, no base64url, or not the frame that comes next
   */
  open(text: string): Uint8Array;
  /** Zeroes both keys; nothing can be sealed or opened afterwards. */
  close(): void;
}

/** An offered channel, before the page has answered. */
export interface Offering {
  /** The text of the offer. */
  readonly offer: string;
  /** @throws ViolationError when `text` is no valid answer to the offer */
  accept(text: string): Promise<Channel>;
}

const encoder = new TextEncoder();
const hpke = () => new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** Draws a key pair for one page load. */
export async function offerChannel(): Promise<Offering> {
  const suite = hpke();
  const pair = await suite.kem.generateKeyPair();
  const publicKey = Buffer.from(await suite.kem.serializePublicKey(pair.publicKey)).toString('base64url');
  return {
    offer: JSON.stringify({ v: 1, publicKey } satisfies Offer),
    async accept(text) {
      const enc = parseAccept(text);
      try {
        const context = await suite.createRecipientContext({ recipientKey: pair, enc, info: encoder.encode(channelInfo) });
        const toEngine = new Uint8Array(await context.export(encoder.encode(exporterContext.toEngine), keyBytes));
        const toPage = new Uint8Array(await context.export(encoder.encode(exporterContext.toPage), keyBytes));
        return createChannel(toEngine, toPage);
      } catch (error) {
        // A point of low order, or none at all: the page's doing.
        throw error instanceof HpkeError ? new ViolationError('bad answer to the offer') : error;
      }
    },
  };
}

function parseAccept(text: string): Uint8Array<ArrayBuffer> {
  const parsed = accept.safeParse(parseJson(text));
  if (!parsed.success || !isBase64Url(parsed.data.enc)) throw new ViolationError('bad answer to the offer');
  return new Uint8Array(Buffer.from(parsed.data.enc, 'base64url'));
}

function parseJson(text: string): unknown {
  if (text.length > 256) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function createChannel(toEngine: Uint8Array, toPage: Uint8Array): Channel {
  const sent = counter();
  const received = counter();
  return {
    seal(frame) {
      const cipher = createCipheriv('aes-256-gcm', toPage, sent(), { authTagLength: tagBytes });
      const text = Buffer.concat([cipher.update(frame), cipher.final(), cipher.getAuthTag()]).toString('base64url');
      frame.fill(0);
      return text;
    },
    open(text) {
      const sealed = decodeText(text);
      const decipher = createDecipheriv('aes-256-gcm', toEngine, received(), { authTagLength: tagBytes });
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const frame = updateCleanly(decipher, sealed.subarray(0, -tagBytes));
      try {
        decipher.final();
      } catch {
        // OpenSSL says no more than that the tag is wrong.
        frame.fill(0);
        throw new ViolationError('not authentic');
      }
      // A plain array: Node's Buffer would be another type to everyone who parses it.
      return new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength);
    },
    close() {
      toEngine.fill(0);
      toPage.fill(0);
    },
  };
}

function decodeText(text: string): Buffer {
  if (text.length > mostMessageChars) throw new ViolationError('too long');
  if (!isBase64Url(text)) throw new ViolationError('not base64url');
  const sealed = Buffer.from(text, 'base64url');
  if (sealed.length < tagBytes) throw new ViolationError('not authentic');
  return sealed;
}

/** Nonces of one direction: the 96-bit big-endian count of frames before this one. */
function counter(): () => Buffer {
  const nonce = Buffer.alloc(nonceBytes);
  let count = 0n;
  return () => {
    nonce.writeBigUInt64BE(count++, nonceBytes - 8);
    return nonce;
  };
}
