import { describe, expect, it } from 'vitest';
import { parseServe } from '../../main/setup/serve-argument.js';

describe('what serving without a window is told', () => {
  it('is how to unlock, and where the data is', () => {
    expect(parseServe([])).toEqual({ unlock: 'passphrase', help: false });
    expect(parseServe(['--unlock', 'keychain', '--data', '/srv/house'])).toEqual({ unlock: 'keychain', data: '/srv/house', help: false });
  });

  it.each([
    ['a passphrase', ['--passphrase', 'open']],
    ['another way to unlock', ['--unlock', 'shares']],
    ['no folder', ['--data', '']],
    ['a stray word', ['keychain']],
  ])('is not %s', (_what, words) => {
    expect(() => parseServe(words)).toThrow('usage: npm run serve');
  });
});
