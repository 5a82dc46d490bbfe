import { expect, it } from 'vitest';
import '../../../renderer/theme/palette.ts';
import { createStyleCache, findNonce } from '../../../renderer/theme/style-cache.ts';
import { theme } from '../../../renderer/theme/theme.ts';
import { dark, light } from '../../../renderer/theme/token.ts';

const page = (head: string) => new DOMParser().parseFromString(`<html><head>${head}</head><body></body></html>`, 'text/html');

it('styles carry the nonce that the page was served with', () => {
  const served = page('<meta name="csp-nonce" content="c29tZQ">');
  expect(findNonce(served)).toBe('c29tZQ');
  expect(createStyleCache(served).nonce).toBe('c29tZQ');
});

it('a page served without a policy has styles without a nonce', () => {
  expect(findNonce(page(''))).toBeUndefined();
  expect(createStyleCache(page('')).nonce).toBeUndefined();
});

it('both appearances take their colours from the tokens', () => {
  expect(theme.colorSchemes.light?.palette.hardware.main).toBe(light.hardware);
  expect(theme.colorSchemes.dark?.palette.danger.main).toBe(dark.danger);
});
