import { watch } from 'node:fs';
import { type AnswerAsset, readAssets } from '../asset.ts';

/** The built page, read once; in development read again whenever it was built again. */
export interface PageSource {
  answer(): AnswerAsset;
  changed(listener: () => void): void;
}

/** A build writes many files; the last one of a burst counts. */
const burstMs = 150;

export async function keepAssets(folder: string, origin: string, following: boolean): Promise<PageSource> {
  let answer = await readAssets(folder, origin);
  const listeners: (() => void)[] = [];
  if (following) {
    let burst: NodeJS.Timeout | undefined;
    const reread = async (): Promise<void> => {
      answer = await readAssets(folder, origin);
      for (const listener of listeners) listener();
    };
    watch(folder, { recursive: true, persistent: false }, () => {
      clearTimeout(burst);
      // Halfway through a build there may be no page; the rest of the build comes round again.
      burst = setTimeout(() => void reread().catch(() => undefined), burstMs);
    });
  }
  return { answer: () => answer, changed: (listener) => listeners.push(listener) };
}
