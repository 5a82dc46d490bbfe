import { createNodeCrypto } from '../../../../main/crypto/node-crypto.ts';

/** What the parent sends: a key, and texts sealed under it, as base64. */
interface Letter {
  readonly key: string;
  readonly nonce: string;
  readonly sealed: readonly string[];
}

const none = new Uint8Array(0);

/** Opens every text and zeroes it, in a heap where other things come and go meanwhile. */
process.once('message', ({ key, nonce, sealed }: Letter) => {
  const crypto = createNodeCrypto();
  let others: Buffer[] = [];
  for (const [at, text] of sealed.entries()) {
    for (let each = 0; each < 40; each += 1) others.push(Buffer.allocUnsafeSlow(1_000 + (((at * 40 + each) * 7_919) % 30_000)));
    others = others.filter((_, each) => (each + at) % 3 !== 0);
    if (at % 20 === 0) globalThis.gc?.();
    crypto.openAesGcm(Buffer.from(key, 'base64'), Buffer.from(nonce, 'base64'), none, Buffer.from(text, 'base64'))?.fill(0);
  }
  process.send?.('opened');
});
process.on('disconnect', () => process.exit());
