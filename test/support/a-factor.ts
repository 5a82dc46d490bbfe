import { TOTP, URI } from 'otpauth';
import type { Clock } from '../../app/operation/clock.ts';
import type { SoftKey } from './a-passkey.ts';
import { type Desk, password, text, utf8 } from './a-house.ts';

/** An authenticator app that has read a QR code. */
export function anApp(uri: Uint8Array) {
  const totp = URI.parse(text(uri));
  if (!(totp instanceof TOTP)) throw new Error('no code that changes with time');
  return { totp, codeAt: (time: number): Uint8Array => utf8(totp.generate({ timestamp: time })) };
}
export type App = ReturnType<typeof anApp>;

/** Sets up an app; the code of the present step is used by that. */
export async function setUpApp(desk: Desk, clock: Pick<Clock, 'now'>, label = 'Phone') {
  const begun = await desk.call('FactorBegin', { kind: 'totp', password: utf8(password) });
  if (begun.kind !== 'totp') throw new Error('begun as something else');
  const app = anApp(begun.uri);
  const proof = { kind: 'totp', code: app.codeAt(clock.now()) } as const;
  return { app, factor: await desk.call('FactorConfirm', { factor: begun.factor, label, proof }) };
}

export async function setUpKey(desk: Desk, key: SoftKey) {
  const begun = await desk.call('FactorBegin', { kind: 'passkey', password: utf8(password) });
  if (begun.kind !== 'passkey') throw new Error('begun as something else');
  const proof = { kind: 'passkey', response: key.create(begun.options) } as const;
  return desk.call('FactorConfirm', { factor: begun.factor, label: 'Key', proof });
}

/** @returns the ten codes as they are shown */
export async function setUpCodes(desk: Desk) {
  const begun = await desk.call('FactorBegin', { kind: 'recovery-code', password: utf8(password) });
  if (begun.kind !== 'recovery-code') throw new Error('begun as something else');
  const codes = begun.codes.map(text);
  const proof = { kind: 'recovery-code', code: utf8(codes[3] ?? '') } as const;
  return { codes, factor: await desk.call('FactorConfirm', { factor: begun.factor, label: 'Codes', proof }) };
}

/** Gives the password of somebody with a second factor. @returns what is asked for then */
export async function beginSignIn(desk: Desk, person = 'ada') {
  const answer = await desk.call('SessionCreate', { person, password: utf8(password) });
  if (answer.kind !== 'factor') throw new Error('nothing more is asked for');
  return answer;
}
