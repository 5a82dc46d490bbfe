import type { BulkChange, BulkProgress } from '../../../app/contract/bulk.ts';
import type { JobEnd } from '../job/job.ts';
import { errorText } from '../../api/error-text.ts';
import { countText } from '../../component/count-text.ts';

export type BulkKind = BulkChange['kind'];

interface Words {
  /** What is done: `Disable 3 secrets`. */
  readonly verb: string;
  /** What was done: `3 secrets disabled`. */
  readonly done: string;
  /** Of a preview: what becomes of those that change. */
  readonly becomes: string;
  /** Of a preview: why the rest stays as it is. */
  readonly stays: string;
}

const words: Readonly<Record<BulkKind, Words>> = {
  tag: { verb: 'Tag', done: 'tagged', becomes: 'tagged', stays: 'tagged so already' },
  enable: { verb: 'Enable', done: 'enabled', becomes: 'enabled', stays: 'enabled already' },
  disable: { verb: 'Disable', done: 'disabled', becomes: 'disabled', stays: 'disabled already' },
  expire: { verb: 'Set expiry of', done: 'given a new expiry', becomes: 'given a new expiry', stays: 'expiring then already' },
  delete: { verb: 'Delete', done: 'moved to the recycle bin', becomes: 'moved to the recycle bin', stays: 'there already' },
  recover: { verb: 'Recover', done: 'recovered', becomes: 'recovered', stays: 'not in the bin' },
  purge: { verb: 'Purge', done: 'destroyed', becomes: 'destroyed for good', stays: 'not in the bin' },
};

export const wordsOf = (kind: BulkKind): Words => words[kind];

/** `Delete 1,204 secrets` */
export const bulkTitle = (kind: BulkKind, count: number): string => `${words[kind].verb} ${countText(count, 'secret')}`;

/** How a bulk change, or taking one back, ended: one sentence. */
export function bulkSummary(end: JobEnd, last: BulkProgress | undefined, done: string): string {
  const changed = countText(last?.changed ?? 0, 'secret');
  const refused = last && last.refused > 0 ? `, ${last.refused.toLocaleString('en')} refused` : '';
  switch (end.state) {
    case 'done':
      return `${changed} ${done}${refused}.`;
    case 'cancelled':
      return `Stopped: ${changed} ${done}${refused}, the rest is as it was.`;
    case 'failed': {
      const text = errorText(end.error);
      return `${changed} ${done}${refused}, then it stopped. ${text ? `${text.title} ${text.whatToDo}` : ''}`.trim();
    }
  }
}
