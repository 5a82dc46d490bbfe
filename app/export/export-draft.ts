import type { Input, Output } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { createSealedParts, type SealedParts } from '../job/sealed-part.ts';
import type { Anteroom } from '../operation/operation.ts';
import { giveBack } from '../seal/secret-bytes.ts';
import { createByteDraft } from './byte-draft.ts';
import type { FileSeal } from './file-cipher.ts';
import { createFileWriter, type Unwritable } from './file-writer.ts';
import type { FinishedExport } from './finished-export.ts';

/** Bytes of a file, before it is encrypted. */
const mostFileBytes = 128 * 1024 * 1024;
/** What is gathered is passed on when it has so many bytes; one secret more may be in it. */
const partBytes = 64 * 1024;

/** A file that is being gathered. Of what is in it no more than a part is in memory. */
export interface ExportDraft {
  /** @returns why the file can't hold it; nothing was written then. @throws VaultError BadParameter when the file grows too large */
  add(secret: Output<'SecretGet'>): Promise<Unwritable | undefined>;
  /** Closes the file as the person wanted it. @param count secrets in it. @throws CancelledError, and what the cipher throws */
  finish(count: number): Promise<FinishedExport>;
  /** Forgets it, where it was not finished. */
  discard(): void;
}

type Wish = Pick<Input<'ExportPrepare'>, 'format' | 'protection'>;

/** @throws VaultError StoreUnavailable */
export async function openExportDraft(anteroom: Anteroom, { format, protection }: Wish): Promise<ExportDraft> {
  const { crypto, gate, time } = anteroom;
  const parts = createSealedParts({ crypto, scratch: await gate.openScratch(), what: 'export' });
  const seal = sealOf(anteroom, protection, parts);
  const draft = createByteDraft();
  const writer = createFileWriter(format, draft, time);
  const vaults = new Set<string>();
  let passed = 0;
  let finished = false;

  async function pass(): Promise<void> {
    const part = draft.finish();
    passed += part.length;
    try {
      await seal.add(part);
    } finally {
      // The draft leaves the whole of its room with the part.
      giveBack(new Uint8Array(part.buffer));
    }
  }

  writer.begin();
  return {
    async add({ properties, value }) {
      const unwritable = writer.add({ ...properties, value });
      if (unwritable !== undefined) return unwritable;
      vaults.add(properties.vault);
      if (passed + draft.length > mostFileBytes) throw tooBig();
      if (draft.length >= partBytes) await pass();
      return undefined;
    },
    async finish(count) {
      writer.end();
      await pass();
      await seal.finish();
      finished = true;
      const [only] = vaults.size === 1 ? vaults : ['vaults'];
      const label = `${only}.${format}${protection.kind === 'clear' ? '' : '.age'}`;
      return { label, parts, count, sizeBytes: parts.sizeBytes, close: () => parts.close() };
    },
    discard() {
      draft.discard();
      if (finished) return;
      seal.discard();
      parts.close();
    },
  };
}

/** What turns the file into what is kept of it. */
function sealOf({ fileCipher, signal }: Anteroom, protection: Wish['protection'], parts: SealedParts): FileSeal {
  if (protection.kind !== 'clear') return fileCipher.begin(protection, (part) => parts.add(part), signal);
  return { add: (part) => parts.add(part), finish: async () => undefined, discard: () => undefined };
}

const tooBig = (): VaultError =>
  new VaultError('BadParameter', { issues: [{ path: 'selection', problem: 'too_big', limit: mostFileBytes }] });
