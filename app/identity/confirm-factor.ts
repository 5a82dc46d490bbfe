import type { Input } from '../contract/operation.ts';
import { FactorConfirm } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Anteroom, houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { BegunFactor } from './begun-factor.ts';
import { addFactor, listFactors, removeFactor } from './factor-row.ts';
import type { FactorRow } from './factor-store.ts';
import { toFactor } from './factor-view.ts';
import { knownPasskeys, writePasskey } from './passkey-content.ts';
import { hashRecoveryCodes, parseRecoveryCode } from './recovery-code.ts';

/** What of a factor is kept, once it is proved that it arrived. */
type FactorContent = Pick<FactorRow, 'kind' | 'content' | 'counter'>;
type Proof = Input<'FactorConfirm'>['proof'];

/** Proves that a second factor works; from now on signing in asks for it. */
export const confirmFactor: RoomOperation<typeof FactorConfirm, FactorContent> = {
  at: 'room',
  shape: FactorConfirm,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { kind: kept(({ proof }) => proof.kind), label: kept(({ label }) => label) },
  target: async () => houseTarget('second factor'),
  async prepare(anteroom, { factor, proof }) {
    const { staging, caller } = anteroom;
    if (staging.get('factor', caller, factor).kind !== 'passkey') {
      return prove(anteroom, { id: factor, begun: staging.get('factor', caller, factor), proof });
    }
    // A challenge is good for one answer.
    const begun = staging.take('factor', caller, factor);
    try {
      return await prove(anteroom, { id: factor, begun, proof });
    } finally {
      begun.close();
    }
  },
  async run(room, { factor: id, label }, proved) {
    if (!proved) throw new VaultError('FactorUnproved', {});
    const { tx, keyring, principal, staging, caller, time } = room;
    await makePlace(room, proved);
    const row = await addFactor(tx, keyring, { id, personId: principal.id, label, createdOn: time, lastUsedOn: undefined, ...proved });
    room.onCommit(() => staging.drop('factor', caller, id));
    return toFactor(row);
  },
};

interface Attempt {
  readonly id: string;
  readonly begun: BegunFactor;
  readonly proof: Proof;
}

/** @throws VaultError FactorUnproved */
async function prove(anteroom: Anteroom, attempt: Attempt): Promise<FactorContent> {
  const content = await contentOf(anteroom, attempt);
  if (!content) throw new VaultError('FactorUnproved', {});
  return content;
}

async function contentOf({ keyring, crypto, oneTimeCode, passkey, principal }: Anteroom, attempt: Attempt) {
  const { id, begun, proof } = attempt;
  const place = { personId: principal.id, id };
  if (begun.kind === 'totp' && proof.kind === 'totp') {
    const step = oneTimeCode.findStep(begun.secret, proof.code, 0);
    return step === undefined ? undefined : { kind: begun.kind, content: keyring.sealFactor(place, begun.secret), counter: step };
  }
  if (begun.kind === 'passkey' && proof.kind === 'passkey') {
    const made = await passkey.checkCreation(proof.response, begun.challenge);
    return made && { kind: begun.kind, content: writePasskey(made), counter: made.counter };
  }
  if (begun.kind === 'recovery-code' && proof.kind === 'recovery-code') {
    const given = parseRecoveryCode(proof.code);
    const isOne = given !== undefined && begun.codes.filter((code) => crypto.equal(code, given)).length > 0;
    given?.fill(0);
    const { kind, codes } = begun;
    return isOne ? { kind, content: hashRecoveryCodes(keyring, place, codes), counter: codes.length } : undefined;
  }
  return undefined;
}

/** New recovery codes take the place of the old; the same passkey stands only once. */
async function makePlace({ tx, keyring, crypto, principal }: Room, proved: FactorContent): Promise<void> {
  const known = await listFactors(tx, keyring, [principal.id]);
  if (proved.kind === 'recovery-code') {
    for (const row of known) if (row.kind === 'recovery-code') await removeFactor(tx, keyring, row);
  }
  if (proved.kind !== 'passkey') return;
  const [made] = knownPasskeys([proved]);
  if (made && knownPasskeys(known).some(({ id }) => crypto.equal(id, made.id))) throw new VaultError('FactorUnproved', {});
}
