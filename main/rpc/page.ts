import { mostMessageChars } from '../../app/contract/bridge.ts';
import { encodeFrame } from '../../app/contract/frame-codec.ts';
import type { Caller } from '../../app/identity/caller.ts';
import type { Corridor } from '../../app/operation/corridor.ts';
import { offerChannel, type Channel, type Offering } from './channel.ts';
import type { ErrorReplyDeps } from './error-reply.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { parseRequest } from './parse-request.ts';
import { ViolationError, type ViolationProblem } from './violation.ts';

export interface PageDeps extends ErrorReplyDeps {
  readonly corridor: Corridor;
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Sends a text to the page. */
  readonly post: (text: string) => void;
  /** Told once, after everything of the page was closed: it broke a rule, or (`undefined`) the engine could not serve it. */
  readonly expel: (problem: ViolationProblem | undefined) => void;
}

/** The guard in front of one page load. */
export interface Page {
  /** A text from the page. Never throws: whatever is wrong with it expels the page. */
  receive(text: string): void;
  /** Gives up what the page asked, ends its session and zeroes its keys. */
  close(): void;
}

type Stage =
  | { readonly at: 'offering' }
  | { readonly at: 'offered'; readonly offering: Offering }
  /** Keeps what arrives while the keys are being made. */
  | { readonly at: 'accepting'; readonly waiting: string[] }
  | { readonly at: 'open'; readonly channel: Channel; readonly exchange: Exchange }
  | { readonly at: 'closed' };

/** Offers a channel to a new page, and carries what it asks to the corridor. */
export function openPage(deps: PageDeps): Page {
  let stage: Stage = { at: 'offering' };
  const isClosed = () => stage.at === 'closed';

  function close(): void {
    if (stage.at === 'open') {
      stage.exchange.close();
      stage.channel.close();
    }
    stage = { at: 'closed' };
    deps.caller.session.current = undefined;
  }

  function fail(error: unknown): void {
    if (isClosed()) return;
    close();
    const violated = error instanceof ViolationError;
    if (!violated) deps.onBug(error, deps.newId());
    deps.expel(violated ? error.problem : undefined);
  }

  async function offer(): Promise<void> {
    const offering = await offerChannel();
    if (isClosed()) return;
    stage = { at: 'offered', offering };
    deps.post(offering.offer);
  }

  async function accept(offering: Offering, text: string): Promise<void> {
    const waiting: string[] = [];
    stage = { at: 'accepting', waiting };
    const channel = await offering.accept(text);
    if (isClosed()) return channel.close();
    const exchange = createExchange({ ...deps, send: (reply) => deps.post(channel.seal(encodeFrame(reply))) });
    stage = { at: 'open', channel, exchange };
    waiting.forEach(receive);
  }

  function receive(text: string): void {
    try {
      switch (stage.at) {
        case 'offering':
          throw new ViolationError('spoke before the offer');
        case 'offered':
          return void accept(stage.offering, text).catch(fail);
        case 'accepting':
          return keep(stage.waiting, text);
        case 'open':
          return handle(stage.channel, stage.exchange, text);
        case 'closed':
          return undefined;
      }
    } catch (error) {
      fail(error);
    }
  }

  offer().catch(fail);
  return { receive, close };
}

/** What waits is together no more than one longest message. */
function keep(waiting: string[], text: string): void {
  waiting.push(text);
  if (waiting.reduce((sum, each) => sum + each.length, 0) > mostMessageChars) throw new ViolationError('flood');
}

function handle(channel: Channel, exchange: Exchange, text: string): void {
  const frame = channel.open(text);
  try {
    exchange.receive(parseRequest(frame), frame);
  } catch (error) {
    frame.fill(0);
    throw error;
  }
}
