import type { Result } from '../contract/log.ts';

/** What the corridor knows of one operation when it is over: the record before it is numbered, salted and hashed. */
export interface Entry {
  /** When it began, milliseconds since 1970. */
  readonly time: number;
  readonly durationMs: number;
  readonly operation: string;
  readonly result: Result;
  /** The HTTP status that the REST door gives or would give. */
  readonly status: number;
  /** `OK`, or the error code. */
  readonly code: string;
  readonly resourceId: string;
  /** What people read: `payroll / db-password`. */
  readonly object: string;
  readonly door: 'window' | 'rest' | 'job' | 'shell';
  readonly address: string;
  readonly identity: { readonly id: string; readonly name: string; readonly kind: string; readonly sessionId: string | undefined };
  readonly correlationId: string;
  readonly requestId: string;
  readonly allowedBy: { readonly assignment: string; readonly role: string; readonly scope: string } | undefined;
  readonly missing: { readonly action: string; readonly scope: string; readonly smallestRole?: string | undefined } | undefined;
  /** Declared fields only, keyed hashes already applied. */
  readonly properties: Readonly<Record<string, string>>;
}
