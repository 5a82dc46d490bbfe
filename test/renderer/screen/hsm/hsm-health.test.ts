import { expect, it } from 'vitest';
import type { HsmModule, HsmToken } from '../../../../app/contract/hsm.ts';
import { hsmHealth } from '../../../../renderer/screen/hsm/hsm-health.ts';
import { aModule, aToken } from '../../../support/sample-key.ts';

const token = (change: Partial<HsmToken>): HsmToken => ({ ...aToken, state: 'open', keyCount: 1, vaults: [], ...change });
const modules = (...of: readonly (readonly [HsmModule['state'], ...HsmToken[]])[]): HsmModule[] =>
  of.map(([state, ...tokens]) => ({ ...aModule, state, tokens }));

it.each([
  ['all is well', modules(['ready', token({}), token({})]), undefined, 'HSM: 1 module ready, 2 tokens open'],
  ['a module without a token is well', modules(['ready']), undefined, 'HSM: 1 module ready, no token'],
  ['a blank token is none yet', modules(['ready', token({ state: 'blank' })]), undefined, 'HSM: 1 module ready, no token'],
  [
    'a locked token that nobody needs may stay so',
    modules(['ready', token({}), token({ state: 'locked', keyCount: 0 })]),
    undefined,
    'HSM: 1 module ready, 1 of 2 tokens open',
  ],
  ['keys wait for their token', modules(['ready', token({ state: 'absent' })]), 'warning', 'HSM: 1 module ready, 0 of 1 token open'],
  [
    'a vault waits for its token',
    modules(['ready', token({ state: 'locked', keyCount: 0, vaults: ['payroll'] })]),
    'warning',
    'HSM: 1 module ready, 0 of 1 token open',
  ],
  ['a module comes back', modules(['ready', token({})], ['restarting']), 'warning', 'HSM: 1 of 2 modules ready, 1 token open'],
  [
    'a token gave wrong answers',
    [{ ...aModule, wrongAnswers: 2, tokens: [token({})] }],
    'danger',
    'HSM: 1 module ready, 1 token open, 2 wrong answers',
  ],
  ['a module failed for good', modules(['failed'], ['restarting']), 'danger', 'HSM: 0 of 2 modules ready, no token'],
])('%s', (_what, of, kind, text) => {
  expect(hsmHealth(of)).toEqual({ kind, text });
});
