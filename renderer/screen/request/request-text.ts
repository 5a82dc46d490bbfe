import type { AccessRequest } from '../../../app/contract/access.ts';

/** What was asked for, as people say it: `SecretGet on payroll / db-password`. */
export function requestSubject({ operation, vault, name }: AccessRequest): string {
  if (vault === undefined) return operation;
  return `${operation} on ${name === undefined ? vault : `${vault} / ${name}`}`;
}
