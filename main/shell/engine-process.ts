import type { Departure } from '../../app/contract/bridge.ts';
import type { EndpointName } from '../../app/contract/endpoint.ts';
import type { FromEngine, LockCause, ToEngine } from '../../app/contract/link.ts';
import { type EngineLife, type EngineStart, startEngine } from './engine-life.ts';

/** What the engine says of itself and to pages. */
export interface EngineReport {
  /** A fresh engine takes pages. Those of the engine before it mean nothing to it. */
  ready(): void;
  page(page: number, text: string): void;
  /** The page broke the rules of the channel. */
  expelled(page: number): void;
  /** The window is locked, and the same engine goes on: it knows none of the pages any more. */
  locked(): void;
  /** Said once per engine, as soon as it is known; a fresh one follows. */
  departed(departure: Departure): void;
  /** An engine that was to serve without a window does, under this name. */
  serving?(name: EndpointName): void;
  /** The engine cannot work here, and is not started again by itself. */
  refused(code: string, detail: string): void;
}

/** The engine as the shell sees it: one process after the other. */
export interface EngineProcess {
  /** Process id of the engine that runs now. */
  pid(): number | undefined;
  /** @returns false when the engine does not keep up and the message was dropped */
  send(message: ToEngine): boolean;
  /** Demands that the engine leaves or locks; one that says neither in time is killed, which is what it was asked for. */
  lock(cause: LockCause): void;
  /** Starts the engine again after it refused; else does nothing. */
  retry(): void;
  /** Ends the engine for good. */
  stop(): Promise<void>;
}

/** Crashes in a row before being ready, until the engine counts as unable to start. */
const mostFailures = 5;
const firstPauseMs = 200;
const longestPauseMs = 10_000;

interface Supervision {
  life?: EngineLife | undefined;
  restart?: NodeJS.Timeout | undefined;
  crashes: number;
  /** Of the engine that runs. */
  ready: boolean;
  refused: boolean;
  stopping: boolean;
}

/** Starts the engine and keeps one running: at once after it left by its own word, after a growing pause when it crashed. */
export function superviseEngine(start: EngineStart, report: EngineReport): EngineProcess {
  const state: Supervision = { crashes: 0, ready: false, refused: false, stopping: false };
  const begin = (): void => {
    Object.assign(state, { ready: false, refused: false, restart: undefined });
    const life = startEngine(start, { said: (message) => hear(message, state, report), departed: (departure) => depart(departure) });
    state.life = life;
    void outlive(life);
  };
  const depart = (departure: Departure): void => {
    state.crashes = departure === 'crashed' ? state.crashes + 1 : 0;
    if (!state.stopping && !state.refused) report.departed(departure);
  };
  const outlive = async (life: EngineLife): Promise<void> => {
    await life.gone;
    state.life = undefined;
    if (state.stopping || state.refused) return;
    if (!state.ready && state.crashes >= mostFailures) {
      state.refused = true;
      report.refused('InternalError', `The engine did not start. Its last words are in ${start.log.path}.`);
      return;
    }
    state.restart = setTimeout(begin, pause(state.crashes));
  };
  begin();
  return {
    pid: () => state.life?.pid,
    send: (message) => state.life?.send(message) ?? false,
    lock: (cause) => state.life?.lock(cause),
    retry: () => {
      if (!state.refused || state.stopping) return;
      Object.assign(state, { refused: false, crashes: 0 });
      // One that is still on its way out is followed by the next as after any end.
      if (!state.life) begin();
    },
    stop: async () => {
      state.stopping = true;
      clearTimeout(state.restart);
      state.life?.lock('shell-closed');
      await state.life?.gone;
    },
  };
}

const pause = (crashes: number): number => (crashes === 0 ? 0 : Math.min(firstPauseMs * 2 ** (crashes - 1), longestPauseMs));

function hear(message: Exclude<FromEngine, { kind: 'leaving' }>, state: Supervision, report: EngineReport): void {
  switch (message.kind) {
    case 'ready':
      state.ready = true;
      return report.ready();
    case 'serving':
      return report.serving?.(message.name);
    case 'page':
      return report.page(message.page, message.text);
    case 'page-expelled':
      return report.expelled(message.page);
    case 'locked':
      return report.locked();
    case 'refused':
      state.refused = true;
      state.life?.end();
      return report.refused(message.code, message.detail);
  }
}
