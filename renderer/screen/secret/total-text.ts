import type { Total } from './use-secret-page.ts';

/** `1,204,318`, `about 10,000+` where counting was given up. */
export const totalText = ({ count, atLeast }: Total): string =>
  atLeast ? `about ${count.toLocaleString('en')}+` : count.toLocaleString('en');
