import type { Anchor, AuditLog } from './audit-log.ts';
import type { Follower } from './follow.ts';
import type { LogRemover } from './log-remover.ts';

/** The log of an open house, as its operations need it. */
export interface OpenLog {
  readonly audit: AuditLog;
  readonly follower: Follower;
  readonly remover: LogRemover;
  /** What the anchor outside the database says now; undefined where there is none. */
  anchor(): Anchor | undefined;
}
