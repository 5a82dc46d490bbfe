import { pageOrigin, receiveName, sendName } from './origin.ts';

// Runs in every new document before its own scripts. It shares their world, so it calls no method that they could replace later.
declare const location: { readonly origin: string };
declare const top: unknown;

function openBridge(): void {
  const world: object = globalThis;
  const send: unknown = Reflect.get(world, sendName);
  Reflect.deleteProperty(world, sendName);
  if (typeof send !== 'function' || location.origin !== pageOrigin || globalThis !== top) return;
  let receiver: ((message: string) => void) | undefined;
  const bridge = {
    post: (message: unknown): void => {
      if (typeof message !== 'string') throw new TypeError('a text is expected');
      send(message);
    },
    receive: (next: unknown): void => {
      if (typeof next !== 'function') throw new TypeError('a function is expected');
      receiver = (message) => void next(message);
    },
  };
  Object.defineProperty(world, 'strongroom', { value: Object.freeze(bridge), enumerable: true });
  // Taken away by the host as soon as it hears of the document. Whoever calls it sooner speaks to the page as the page.
  Object.defineProperty(world, receiveName, { value: (message: string) => receiver?.(message), configurable: true });
}

openBridge();
