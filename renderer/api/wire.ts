import { answerOffer } from './channel.ts';

/** Frames to and from the engine, in order, over a shell that relays text. */
export interface Wire {
  /** Sends a frame once the channel stands, and zeroes it. Does nothing once closed. */
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
  /** Takes a text that the shell relayed: the offer first, sealed frames from then on. */
  receive(text: string): void;
  close(): void;
}

export interface WireDeps {
  /** Sends a text to the engine. */
  readonly post: (text: string) => void;
  /** Takes a frame from the engine, which is then the receiver's. What it throws breaks the wire. */
  readonly receive: (frame: Uint8Array<ArrayBuffer>) => void;
  /** Told once, when a text was not what had to come next: nothing that follows could be trusted. */
  readonly broken: () => void;
}

export function createWire({ post, receive, broken }: WireDeps): Wire {
  const offered = Promise.withResolvers<string>();
  const opened = offered.promise.then(async (text) => {
    const { channel, accept } = await answerOffer(text);
    post(accept);
    return channel;
  });
  let open = true;
  let waitsForOffer = true;
  const fail = () => {
    if (!open) return;
    open = false;
    broken();
  };
  // Frames are sealed and opened side by side, their nonces given in the order of asking; what comes of it is handed on in that order,
  // because WebCrypto may finish a short frame before a long one that was begun earlier.
  let outgoing: Promise<unknown> = opened.catch(fail);
  let incoming: Promise<unknown> = outgoing;
  const receiveAfter = async (before: Promise<unknown>, opening: Promise<Uint8Array<ArrayBuffer>>) => {
    const [frame] = await Promise.all([opening, before]);
    if (open) receive(frame);
    else frame.fill(0);
  };
  const postAfter = async (before: Promise<unknown>, sealing: Promise<string>) => {
    const [text] = await Promise.all([sealing, before]);
    if (open) post(text);
  };
  return {
    send: (frame) => {
      const sealing = opened.then((channel) => channel.seal(frame));
      outgoing = postAfter(outgoing, sealing).catch(fail);
    },
    receive: (text) => {
      if (waitsForOffer) {
        waitsForOffer = false;
        return offered.resolve(text);
      }
      const opening = opened.then((channel) => channel.open(text));
      incoming = receiveAfter(incoming, opening).catch(fail);
    },
    close: () => {
      open = false;
    },
  };
}
