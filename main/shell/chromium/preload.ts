import { pageOrigin, receiveName, sendName } from './origin.ts';

// Runs in every new document before its own scripts. It shares their world, so it calls no method that they could replace later.
declare const location: { readonly origin: string };
declare const top: unknown;

type Take = (text: string) => void;
const isTake = (value: unknown): value is Take => typeof value === 'function';

function openBridge(): void {
  const world: object = globalThis;
  const send: unknown = Reflect.get(world, sendName);
  Reflect.deleteProperty(world, sendName);
  if (!isTake(send) || location.origin !== pageOrigin || globalThis !== top) return;
  let receiver: Take | undefined;
  const bridge = {
    post: (message: unknown): void => {
      if (typeof message !== 'string') throw new TypeError('a text is expected');
      send(message);
    },
    receive: (next: unknown): void => {
      if (!isTake(next)) throw new TypeError('a function is expected');
      receiver = next;
    },
  };
  Object.defineProperty(world, 'strongroom', { value: Object.freeze(bridge), enumerable: true });
  // Taken away by the host as soon as it hears of the document. Whoever calls it sooner speaks to the page as the page.
  Object.defineProperty(world, receiveName, { value: (message: string) => receiver?.(message), configurable: true });
}

openBridge();
