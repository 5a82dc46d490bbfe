import type { Anchor, AuditLog } from './audit-log.ts';
import type { Follower } from './follow.ts';

/** The log of an open house, as its operations need it. */
export interface OpenLog {
  readonly audit: AuditLog;
  readonly follower: Follower;
  /** What the anchor outside the database says now; undefined where there is none. */
  anchor(): Anchor | undefined;
}
