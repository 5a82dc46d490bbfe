import { afterAll, beforeAll, vi } from 'vitest';

const sides = ['clientWidth', 'clientHeight'] as const;

const ignore = () => undefined;
const mostWidth = (query: string) => Number(/\(max-width: ([\d.]+)px\)/.exec(query)?.[1] ?? -1);

/** Gives window and elements a size, which the test's page has no layout to find: lists show their rows, wide windows both halves. */
export function withLayout(width = 1440, height = 800): void {
  const before = sides.map((side) => [side, Object.getOwnPropertyDescriptor(HTMLElement.prototype, side)] as const);
  beforeAll(() => {
    Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => width });
    Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => height });
    vi.stubGlobal('matchMedia', (query: string) =>
      Object.assign(new EventTarget(), {
        media: query,
        matches: width <= mostWidth(query),
        onchange: null,
        addListener: ignore,
        removeListener: ignore,
      }),
    );
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    for (const [side, descriptor] of before) {
      if (descriptor) Object.defineProperty(HTMLElement.prototype, side, descriptor);
      else Reflect.deleteProperty(HTMLElement.prototype, side);
    }
  });
}
