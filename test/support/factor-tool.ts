import type { Clock } from '../../app/operation/clock.ts';
import { createOneTimeCode } from '../../main/crypto/one-time-code.ts';
import { createPasskey } from '../../main/crypto/passkey.ts';

/** What checks second factors, for the page of the system's browser. */
export const factorTool = (clock: Pick<Clock, 'now'>) => ({
  oneTimeCode: createOneTimeCode(clock),
  passkey: createPasskey({ origin: 'https://console.invalid' }),
});
