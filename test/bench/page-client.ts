import type { Page } from '@playwright/test';
import { type CallName, contract, type Output } from '../../app/contract/operation.ts';
import type { Desk } from '../support/a-house.ts';
import { readPageStart } from './interactive.ts';
import type { Round } from './round.ts';

/** One series of calls, as plain data that can go into the page. */
export interface Series {
  readonly name: CallName;
  readonly input: object;
  readonly count: number;
  readonly atOnce: number;
}

/** The client of the page in a window. */
export interface PageEnd extends Desk {
  /** Calls from inside the page, where the time is taken too. */
  repeat(series: Series): Promise<Round>;
}

/**
 * Finds the page's own client. The product shows it to nobody; React keeps the value of every provider in the tree that hangs on its root,
 * and there it is. So what is measured is the product's way, untouched: page, shell, engine and back.
 */
export async function openPageClient(page: Page): Promise<PageEnd> {
  // Not before the page stands.
  await page.evaluate(readPageStart);
  await page.evaluate(findClient);
  return {
    call: async <N extends CallName>(name: N, input: object) =>
      contract[name].output.parse(await page.evaluate(askOnce, { name, input })) as Output<N>,
    repeat: (series) => page.evaluate(askOften, series),
  };
}

interface PageClient {
  call(name: string, input: unknown): Promise<unknown>;
}

interface Fiber {
  readonly memoizedProps?: { readonly value?: unknown } | null;
  readonly child?: Fiber | null;
  readonly sibling?: Fiber | null;
}

declare global {
  // In the page only.
  var benchClient: PageClient | undefined;
}

/** Stands alone, as all that runs in the page does. */
function findClient(): void {
  const isClient = (value: unknown): value is PageClient =>
    typeof value === 'object' && value !== null && 'call' in value && 'listen' in value;
  const root = document.querySelector('#root') ?? {};
  const key = Object.keys(root).find((name) => name.startsWith('__reactContainer$'));
  if (key === undefined) throw new Error('React draws nothing here');
  const waiting: Fiber[] = [Reflect.get(root, key).stateNode.current];
  for (let fiber = waiting.pop(); fiber; fiber = waiting.pop()) {
    const value = fiber.memoizedProps?.value;
    if (isClient(value)) return void (globalThis.benchClient = value);
    waiting.push(...[fiber.child, fiber.sibling].filter((next) => next !== null && next !== undefined));
  }
  throw new Error('the page has no client');
}

async function askOnce({ name, input }: Pick<Series, 'name' | 'input'>): Promise<unknown> {
  return globalThis.benchClient?.call(name, input);
}

async function askOften({ name, input, count, atOnce }: Series): Promise<Round> {
  const waits: number[] = [];
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const start = performance.now();
      await globalThis.benchClient?.call(name, input);
      waits.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { perOperation: (performance.now() - start) / count, waits };
}
