import type { Input } from '../contract/operation.ts';
import type { Anteroom } from '../operation/operation.ts';
import type { FactorChange } from './factor-row.ts';
import type { FactorRow } from './factor-store.ts';
import { readPasskey } from './passkey-content.ts';
import { countRecoveryCodes, parseRecoveryCode, takeRecoveryCode } from './recovery-code.ts';

type Proof = Input<'SessionProve'>['proof'];
type Tools = Pick<Anteroom, 'keyring' | 'crypto' | 'oneTimeCode' | 'passkey' | 'time'>;

/** Which factor was proved, and what keeps the same proof from being used again. */
export interface Proved {
  readonly row: FactorRow;
  readonly change: FactorChange;
}

/**
 * Checks a proof against somebody's factors.
 * @param rows as read, their MACs checked
 * @param challenge that a passkey was to sign
 * @returns undefined when it proves none of them
 * @throws VaultError IntegrityViolation
 */
export async function checkProof(
  tools: Tools,
  rows: readonly FactorRow[],
  { proof, challenge }: { readonly proof: Proof; readonly challenge: Uint8Array | undefined },
): Promise<Proved | undefined> {
  for (const row of rows.filter(({ kind }) => kind === proof.kind)) {
    const change = await changeBy(tools, row, proof, challenge);
    if (change) return { row, change: { ...change, lastUsedOn: tools.time } };
  }
  return undefined;
}

/** @returns what of this factor changes by the proof; undefined when it is none of it */
async function changeBy(tools: Tools, row: FactorRow, proof: Proof, challenge: Uint8Array | undefined): Promise<FactorChange | undefined> {
  switch (proof.kind) {
    case 'totp':
      return changeByCode(tools, row, proof.code);
    case 'recovery-code':
      return changeByRecovery(tools, row, proof.code);
    case 'passkey': {
      const used = challenge && (await tools.passkey.checkRequest(proof.response, challenge, readPasskey(row)));
      return used && { counter: used.counter };
    }
  }
}

function changeByCode({ keyring, oneTimeCode }: Tools, row: FactorRow, code: Uint8Array): FactorChange | undefined {
  const secret = keyring.openFactor(row, row.content);
  try {
    const step = oneTimeCode.findStep(secret, code, row.counter);
    return step === undefined ? undefined : { counter: step };
  } finally {
    secret.fill(0);
  }
}

function changeByRecovery({ keyring, crypto }: Tools, row: FactorRow, text: Uint8Array): FactorChange | undefined {
  const code = parseRecoveryCode(text);
  if (!code) return undefined;
  const hash = keyring.hashRecoveryCode(row, code);
  code.fill(0);
  const content = takeRecoveryCode(crypto, row.content, hash);
  return content && { content, counter: countRecoveryCodes(content) };
}
