import type { Factor } from '../contract/person.ts';
import type { FactorRow } from './factor-store.ts';
import { countRecoveryCodes } from './recovery-code.ts';

/** A second factor as its owner sees it: nothing of what it is checked against. */
export const toFactor = ({ id, kind, label, createdOn, lastUsedOn, content }: FactorRow): Factor => ({
  id,
  kind,
  label,
  createdOn,
  ...(lastUsedOn !== undefined && { lastUsedOn }),
  ...(kind === 'recovery-code' && { left: countRecoveryCodes(content) }),
});
