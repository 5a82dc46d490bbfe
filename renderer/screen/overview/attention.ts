import type { Slot } from '../../../app/contract/instance.ts';
import type { LogRow } from '../../../app/contract/log.ts';
import type { MeaningKind } from '../../component/meaning.tsx';

/** One thing that someone should look at: what is the matter, why it matters, and where it is put right. */
export interface Attention {
  readonly key: string;
  readonly kind: MeaningKind;
  readonly title: string;
  readonly why: string;
  readonly action: string;
  readonly to: '/settings' | '/log' | '/integrity';
}

const dayMs = 86_400_000;
const leastSlots = 2;

function aboutSlots(slots: readonly Slot[]): readonly Attention[] {
  if (slots.length < leastSlots) {
    const why = 'If it is lost, nothing opens this house again, and every secret in it is gone.';
    return [
      {
        key: 'slots',
        kind: 'danger',
        title: slots.length === 1 ? 'Only one unlock slot' : 'No unlock slot',
        why,
        action: 'Add a slot',
        to: '/settings',
      },
    ];
  }
  if (slots.some((slot) => slot.kind === 'shares')) return [];
  const why = 'A forgotten passphrase is answered by shares kept on paper, in more than one place.';
  return [{ key: 'shares', kind: 'notice', title: 'No recovery shares', why, action: 'Make shares', to: '/settings' }];
}

const times = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function aboutLog(rows: readonly LogRow[], now: number): readonly Attention[] {
  const recent = rows.filter((row) => row.time > now - dayMs);
  const found: Attention[] = [];
  const failed = recent.filter((row) => row.result === 'failed').length;
  if (failed > 0) {
    found.push({
      key: 'failed',
      kind: 'warning',
      title: `${times(failed, 'operation')} failed since yesterday`,
      why: 'The log says which, and why.',
      action: 'Open the log',
      to: '/log',
    });
  }
  const refused = recent.filter((row) => row.result === 'refused').length;
  if (refused > 0) {
    const why = 'Wrong passwords and missing roles show here; many of them are worth a look.';
    found.push({
      key: 'refused',
      kind: 'notice',
      title: `${times(refused, 'operation')} refused since yesterday`,
      why,
      action: 'Open the log',
      to: '/log',
    });
  }
  return found;
}

const order: Record<MeaningKind, number> = { danger: 0, warning: 1, hardware: 2, notice: 3, ok: 4, disabled: 5 };

/**
 * What needs attention, worst first, from what is known and nothing else.
 * @param slots undefined where one may not see them
 * @param rows the newest records; undefined where one may not see them
 */
export function findAttention(slots: readonly Slot[] | undefined, rows: readonly LogRow[] | undefined, now: number): readonly Attention[] {
  const found = [...(slots ? aboutSlots(slots) : []), ...(rows ? aboutLog(rows, now) : [])];
  return found.toSorted((a, b) => order[a.kind] - order[b.kind]);
}
