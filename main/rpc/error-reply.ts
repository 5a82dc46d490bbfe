import type { Reply } from '../../app/contract/frame.ts';
import { CancelledError, errorData, VaultError, type ErrorCode } from '../../app/contract/vault-error.ts';

export interface ErrorReplyDeps {
  readonly newId: () => string;
  /** Told of what should not have been thrown, with the id that the page gets instead of it. */
  readonly onBug: (error: unknown, correlationId: string) => void;
}

/**
 * What the page is told of a failure: a VaultError with the data that its code declares and nothing else; `end` for what was given up,
 * which has no outcome to tell; `InternalError` for everything that is neither, which stays here.
 */
export function toErrorReply(deps: ErrorReplyDeps, id: number, error: unknown): Reply {
  if (error instanceof CancelledError) return { kind: 'end', id };
  const expected = isExpected(error) ? toExpected(error) : undefined;
  if (expected) return { kind: 'error', id, error: expected };
  return toBugReply(deps, id, error);
}

/** `InternalError` with a fresh correlation id; the error itself goes to `onBug`. */
export function toBugReply({ newId, onBug }: ErrorReplyDeps, id: number, error: unknown): Reply {
  const correlationId = newId();
  onBug(error, correlationId);
  return { kind: 'error', id, error: { code: 'InternalError', data: { correlationId } } };
}

const isExpected = (error: unknown): error is VaultError => error instanceof VaultError;

function toExpected({ code, data }: VaultError): { code: ErrorCode; data: unknown } | undefined {
  const declared = errorData[code].safeParse(data);
  return declared.success ? { code, data: declared.data } : undefined;
}
