import { expect, it } from 'vitest';
import { fingerprintText } from '../../../renderer/component/fingerprint-text.ts';

it('a fingerprint reads as other programs show it', () => {
  expect(fingerprintText(`${'A'.repeat(41)}w8`)).toMatch(/^00(:00){29}:03:0F$/);
});
