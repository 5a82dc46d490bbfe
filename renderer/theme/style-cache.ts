import createCache, { type EmotionCache } from '@emotion/cache';

/** Finds the nonce that the shell wrote into the page; absent in tests and where no policy is set. */
export function findNonce(page: Document): string | undefined {
  const content = page.querySelector('meta[name="csp-nonce"]')?.getAttribute('content');
  return content === null || content === '' ? undefined : content;
}

/** Makes the cache whose style elements the content security policy lets in. */
export function createStyleCache(page: Document): EmotionCache {
  const nonce = findNonce(page);
  return createCache(nonce === undefined ? { key: 'sr' } : { key: 'sr', nonce });
}
