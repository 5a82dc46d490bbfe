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
  // Each direction is a chain of its own: WebCrypto may finish a short frame before a long one that was begun earlier.
  let outgoing: Promise<void> = opened.then(() => undefined).catch(fail);
  let incoming = outgoing;
  const sendNext = async (frame: Uint8Array<ArrayBuffer>) => {
    if (open) post(await (await opened).seal(frame));
  };
  const receiveNext = async (text: string) => {
    if (open) receive(await (await opened).open(text));
  };
  return {
    send: (frame) => {
      outgoing = outgoing.then(() => sendNext(frame)).catch(fail);
    },
    receive: (text) => {
      if (waitsForOffer) offered.resolve(text);
      else incoming = incoming.then(() => receiveNext(text)).catch(fail);
      waitsForOffer = false;
    },
    close: () => {
      open = false;
    },
  };
}
