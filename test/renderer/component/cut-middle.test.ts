import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutMiddle } from '../../../renderer/component/cut-middle.ts';

it('an id loses its middle and keeps both ends', () => {
  expect(cutMiddle('0123456789abcdef', 9)).toBe('0123…cdef');
  expect(cutMiddle('short', 9)).toBe('short');
});

it('what is cut is never longer than asked, and begins and ends as the whole does', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.integer({ min: 3, max: 80 }), (text, most) => {
      const cut = cutMiddle(text, most);
      expect(cut.length).toBeLessThanOrEqual(Math.max(most, 0));
      const [start = '', end = ''] = text.length <= most ? [text, ''] : cut.split('…').length === 2 ? cut.split('…') : ['', ''];
      expect(text.startsWith(start)).toBe(true);
      expect(text.endsWith(end)).toBe(true);
    }),
  );
});
