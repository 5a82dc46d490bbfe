import type { LogRow } from '../../../../app/contract/log.ts';

export const aLogRow = (sequence: number, over: Partial<LogRow> = {}): LogRow => ({
  sequence,
  time: Date.UTC(2026, 10, 22, 10, 48, 0) + sequence * 311,
  operation: 'SecretGet',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  identity: 'M. Okafor',
  identityId: '00000000-0000-4000-8000-000000000003',
  object: 'payroll / db-password',
  vault: 'payroll',
  door: 'window',
  address: 'this window',
  durationMs: 3.2,
  ...over,
});
