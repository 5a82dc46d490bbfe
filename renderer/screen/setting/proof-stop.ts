import { reasonStop } from '../../component/reason-field.tsx';

/** Why what asks for the own password can't be done yet. */
export const passwordStop = (length: number): string | undefined => (length === 0 ? 'Enter your own password first.' : undefined);

/** Why what others will ask the reason of can't be done yet: it wants a reason and the own password. */
export const proofStop = (reason: string, passwordLength: number): string | undefined => reasonStop(reason) ?? passwordStop(passwordLength);
