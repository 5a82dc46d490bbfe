import { KeyTransfer } from '../contract/key-exchange.ts';
import type { KeySpec, WrappedKind } from '../contract/key.ts';
import type { Input, Output } from '../contract/operation.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import { writeHsm } from '../hsm/hsm-view.ts';
import { type Hall, kept, type StreamOperation } from '../operation/operation.ts';
import { findSource, transferTarget } from './transfer-place.ts';

type Item = Output<'KeyTransfer'>;
type Asked = Input<'KeyTransfer'>;

/** As strong as most keys that are moved, and made by small tokens in a minute. */
const exchangeBits = 3072;

interface Exchange {
  readonly name: string;
  readonly version: string;
}

/**
 * Moves a copy of a key into a vault's token. The source keeps its own: whoever is sure that the copy works takes it away there.
 * Each step is recorded by itself.
 */
export const transferKey: StreamOperation<typeof KeyTransfer> = {
  at: 'stream',
  shape: KeyTransfer,
  needs: writeHsm.needs,
  during: writeHsm.during,
  throttle: writeHsm.throttle,
  recorded: true,
  fields: {
    token: kept(({ token }) => token),
    object: kept(({ object }) => object),
    hash: kept(({ hash }) => hash),
  },
  target: transferTarget,
  async *follow(hall, input) {
    const { exchange, keep } = input;
    if (exchange) {
      yield* carry(hall, input, exchange);
      return;
    }
    const made = exchangeName(hall);
    yield { step: 'exchange', state: 'begun', made };
    const { version } = await hall.perform('KeyCreate', exchangeOrder(input.vault, made));
    yield { step: 'exchange', state: 'done', made };
    try {
      yield* carry(hall, input, { name: made, version });
    } catch (error) {
      // Who called it off clears away what is left: nothing more may be done here.
      if (error instanceof VaultError && !keep) await tryClear(hall, input.vault, made);
      throw error;
    }
    if (keep) return;
    yield { step: 'clear', state: 'begun', made };
    yield { step: 'clear', state: await clear(hall, input.vault, made), made };
  },
};

const exchangeName = ({ newId }: Hall): string => `exchange-${newId().slice(0, 8)}`;

const exchangeOrder = (vault: string, name: string): Input<'KeyCreate'> => ({
  vault,
  name,
  enabled: true,
  tags: {},
  expect: 'absent',
  type: 'RSA-HSM',
  bits: exchangeBits,
  operations: ['import'],
});

const kindOf = (spec: KeySpec): WrappedKind => (spec.family === 'EC' ? spec : { family: spec.family });

async function* carry(hall: Hall, input: Asked, exchange: Exchange): AsyncGenerator<Item> {
  const { token, object, vault, name, hash, operations } = input;
  const { found } = await findSource(hall, input);
  if (!found.spec) throw new VaultError('KeyUnsupported', { what: found.type, by: vault, reason: 'type' });
  yield { step: 'wrap', state: 'begun' };
  const { content } = await hall.perform('HsmObjectWrap', { token, object, vault, ...exchange, hash });
  yield { step: 'wrap', state: 'done' };
  yield { step: 'import', state: 'begun' };
  const wrapped = { file: content, kind: kindOf(found.spec) };
  const asked = { vault, name, hsm: true, enabled: true, tags: {}, expect: 'absent' as const, wrapped };
  const key = await hall.perform('KeyImport', { ...asked, ...(operations && { operations }) });
  yield { step: 'import', state: 'done', key };
  yield { step: 'prove', state: 'begun' };
  const { proof } = await hall.perform('KeyTransferProve', { token, object, vault, name, version: key.version });
  yield { step: 'prove', state: 'done', key, proof };
}

/** What went wrong before is what a person must hear of; why it can't be cleared away has a record of its own. */
async function tryClear(...[hall, vault, name]: Parameters<typeof clear>): Promise<void> {
  try {
    await clear(hall, vault, name);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
  }
}

/** @returns `left` where the vault destroys nothing before its day, or not for this person: it lies in the recycle bin then, or where it was */
async function clear({ perform }: Hall, vault: string, name: string): Promise<'done' | 'left'> {
  try {
    await perform('KeyDelete', { vault, name });
    await perform('KeyPurge', { vault, name });
    return 'done';
  } catch (error) {
    if (isVaultError(error, 'PurgeProtected') || isVaultError(error, 'Forbidden')) return 'left';
    throw error;
  }
}
