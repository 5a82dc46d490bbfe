import type { Input } from '../contract/operation.ts';
import type { Anteroom } from '../operation/operation.ts';
import type { ByteDraft } from './byte-draft.ts';
import type { FinishedExport } from './finished-export.ts';

/** What was gathered. */
interface Gathered {
  readonly draft: ByteDraft;
  /** Names of the vaults it comes from. */
  readonly vaults: ReadonlySet<string>;
  readonly count: number;
}

/** Closes the file as the person wanted it; of what was gathered nothing else stays. @throws CancelledError */
export async function finishExport(
  { fileCipher, signal }: Pick<Anteroom, 'fileCipher' | 'signal'>,
  { format, protection }: Input<'ExportPrepare'>,
  { draft, vaults, count }: Gathered,
): Promise<FinishedExport> {
  const [only] = vaults.size === 1 ? vaults : ['vaults'];
  const label = `${only}.${format}`;
  const clear = draft.finish();
  if (protection.kind === 'clear') return toFinished(label, clear, count);
  try {
    return toFinished(`${label}.age`, await fileCipher.seal(clear, protection, signal), count);
  } finally {
    clear.fill(0);
  }
}

const toFinished = (label: string, content: Uint8Array, count: number): FinishedExport => ({
  label,
  content,
  count,
  sizeBytes: content.length,
  close: () => void content.fill(0),
});
