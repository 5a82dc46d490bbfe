import { createMemoryTokens } from '../../app/memory/token.ts';
import type { Clock } from '../../app/operation/clock.ts';
import { createAuthority } from '../../main/authority/authority.ts';

/** The authority, but for tokens, which a test writes by itself. */
export const authorityTool = (clock: Clock) => ({ tokens: createMemoryTokens(), authority: createAuthority(clock) });
