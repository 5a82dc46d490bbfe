import { decodeFrame, encodeFrame } from '../../app/contract/frame-codec.ts';
import { reply, type Reply } from '../../app/contract/frame.ts';
import { answerOffer, type Channel } from '../../renderer/api/channel.ts';
import { aDoor, type OpenedDoor } from './a-door.ts';
import type { Script } from './scripted-corridor.ts';

const page = 1;

/** Someone who runs code in the page: holds its keys, and says what no client would. */
export interface HostilePage extends OpenedDoor {
  readonly channel: Channel;
  readonly replies: Reply[];
  readonly expelled: number[];
  /** Sends a text as it is. */
  sendText(text: string): void;
  /** Seals a frame that was made by hand. */
  sendFrame(frame: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Seals a value as a frame. */
  send(value: unknown): Promise<void>;
}

/** A hostile page that has just answered the offer, in front of a door of the real kind. */
export async function aHostilePage(script: Script = {}): Promise<HostilePage> {
  const expelled: number[] = [];
  const replies: Reply[] = [];
  const offered = Promise.withResolvers<string>();
  let opening: Promise<void> | undefined;
  const opened = aDoor(script, (message) => {
    if (message.kind === 'page-expelled') expelled.push(message.page);
    if (message.kind !== 'page' || message.page !== page) return;
    if (!opening) opening = offered.resolve(message.text) ?? Promise.resolve();
    else opening = opening.then(async () => void replies.push(reply.parse(decodeFrame(await channel.open(message.text)))));
  });
  opened.door.receive({ kind: 'page-opened', page });
  const { channel, accept } = await answerOffer(await offered.promise);
  const sendText = (text: string) => opened.door.receive({ kind: 'page', page, text });
  sendText(accept);
  const sendFrame = async (frame: Uint8Array<ArrayBuffer>) => sendText(await channel.seal(frame));
  return { ...opened, channel, replies, expelled, sendText, sendFrame, send: (value) => sendFrame(encodeFrame(value)) };
}
