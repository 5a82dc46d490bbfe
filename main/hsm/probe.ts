import { randomBytes } from 'node:crypto';
import {
  type EncryptAlgorithm,
  encryptAlgorithm,
  type KeySpec,
  type PublicKey,
  type SignAlgorithm,
  signAlgorithm,
} from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { KeyCrypto } from '../../app/key/private-key.ts';
import { signing } from '../crypto/fit.ts';
import { template } from './attribute.ts';
import { ciphers } from './cipher-plan.ts';
import { type KeyOrder, makeKey } from './make-key.ts';
import type { Answer } from './message.ts';
import { CryptokiError, isCode, tokenGone } from './pkcs11-error.ts';
import { decrypt, type Desk, encrypt, sign, type Way } from './use-key.ts';

type PublicCrypto = Pick<KeyCrypto, 'encrypt' | 'verify'>;
type Finding = Answer<'try'>;

/** What is encrypted for a trial: as long as a wrapped key, and of whole blocks. */
const trialBytes = 32;

const allUse = { sign: true, decrypt: true, unwrap: true };
const signUse = { sign: true, decrypt: false, unwrap: false };

/**
 * Tries what the token can do with one kind of key, by doing it with one that lives for the trial: what it lists is not what it does.
 * @throws CryptokiError when the token goes away
 */
export async function tryKind(desk: Desk, crypto: PublicCrypto, spec: KeySpec): Promise<Finding> {
  const finding: Finding = { made: false, native: [], composed: [] };
  await withTrialKey(desk, { spec, use: allUse }, finding, async (trial) => {
    for (const algorithm of signAlgorithm.options) {
      if (fitsSigning(spec, algorithm)) await note(finding, algorithm, () => trySign(desk, crypto, trial, algorithm));
    }
    for (const algorithm of encryptAlgorithm.options) {
      if (fitsCipher(spec, algorithm)) await note(finding, algorithm, () => tryCipher(desk, crypto, trial, algorithm));
    }
  });
  if (spec.family !== 'oct' || spec.bits !== 256) return finding;
  await withTrialKey(desk, { spec, use: signUse }, finding, async (trial) => {
    for (const algorithm of signAlgorithm.options) {
      if (signing[algorithm].padding === 'hmac') await note(finding, algorithm, () => trySign(desk, crypto, trial, algorithm));
    }
  });
  return finding;
}

interface Trial {
  readonly object: Uint8Array;
  readonly spec: KeySpec;
  readonly publicKey?: PublicKey | undefined;
}

async function withTrialKey(
  { cryptoki, token }: Desk,
  { spec, use }: Pick<KeyOrder, 'spec' | 'use'>,
  finding: Finding,
  act: (trial: Trial) => Promise<void>,
): Promise<void> {
  const object = new Uint8Array(randomBytes(16));
  try {
    const made = await token.anchored((session) => makeKey(cryptoki, session, { object, spec, use, lasting: false }, token.label));
    finding.made = true;
    await act({ object, spec, publicKey: made.publicKey });
  } catch (error) {
    assertAble(error);
  } finally {
    token.forget(object);
    await token.anchored(async (session) => {
      for (const handle of cryptoki.find(session, template({ id: Buffer.from(object) }))) cryptoki.destroy(session, handle);
    });
  }
}

/** That it can't is a finding; that it is gone is not. */
export function assertAble(error: unknown): void {
  if (isCode(error, ...tokenGone)) throw error;
  if (!(error instanceof CryptokiError) && !(error instanceof VaultError)) throw error;
}

async function note(finding: Finding, algorithm: string, attempt: () => Promise<Way | undefined>): Promise<void> {
  try {
    const way = await attempt();
    if (way) finding[way].push(algorithm);
  } catch (error) {
    assertAble(error);
  }
}

const fitsSigning = (spec: KeySpec, algorithm: SignAlgorithm): boolean => {
  const { padding, curve } = signing[algorithm];
  if (spec.family === 'EC') return curve === spec.curve;
  return spec.family === 'RSA' && (padding === 'pkcs1' || padding === 'pss');
};

const fitsCipher = (spec: KeySpec, algorithm: EncryptAlgorithm): boolean => {
  const isRsa = algorithm.startsWith('RSA');
  if (spec.family !== 'oct') return spec.family === 'RSA' && isRsa;
  return !isRsa && (ciphers[algorithm].bits ?? spec.bits) === spec.bits;
};

/** @returns undefined when what it gave is no signature */
async function trySign(desk: Desk, crypto: PublicCrypto, trial: Trial, algorithm: SignAlgorithm): Promise<Way | undefined> {
  const digest = new Uint8Array(randomBytes(signing[algorithm].digestBytes ?? trialBytes));
  const ask = { token: nowhere, object: trial.object, spec: trial.spec, algorithm, digest };
  const { value, way } = await sign(desk, ask);
  if (!trial.publicKey) return way;
  return (await crypto.verify(trial.publicKey, algorithm, digest, value)) ? way : undefined;
}

/** What is tried is where the desk is. */
const nowhere = { serial: '', label: '' };

async function tryCipher(desk: Desk, crypto: PublicCrypto, trial: Trial, algorithm: EncryptAlgorithm): Promise<Way | undefined> {
  const text = new Uint8Array(randomBytes(trialBytes));
  const ask = { token: nowhere, object: trial.object, spec: trial.spec, algorithm };
  const sealed = trial.publicKey ? await crypto.encrypt(trial.publicKey, algorithm, text) : await encrypt(desk, { ...ask, value: text });
  const { initialization, additional, tag } = sealed;
  const opened = await decrypt(desk, { ...ask, value: sealed.value, initialization, additional, tag });
  return Buffer.compare(opened.value, text) === 0 ? opened.way : undefined;
}
