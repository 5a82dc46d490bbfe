import type { Total } from './use-secret-page.ts';

/** `1,204,318`, `about 10,000+` where counting was given up. */
export const totalText = ({ count, atLeast }: Total): string =>
  atLeast ? `about ${count.toLocaleString('en')}+` : count.toLocaleString('en');

/** `1 secret`, `1,204 secrets`. */
export const secretsText = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'secret' : 'secrets'}`;
