import { type ErrorData, VaultError } from '../../app/contract/vault-error.ts';

type Reason = ErrorData<'FileUnreadable'>['reason'];

/** @param line from 1, 0 where there is none */
export const unreadable = (reason: Reason, line = 0): VaultError => new VaultError('FileUnreadable', { reason, line });
