import type { Input, Output } from '../../../app/contract/operation.ts';
import type { Client } from '../../api/client.ts';
import { errorSentence } from '../../api/error-text.ts';
import { placeOfAsked, type LogAsked } from '../../api/log-query.ts';
import { countText } from '../../component/count-text.ts';
import { saveFile } from '../../component/save-file.ts';
import type { JobEnd, JobProgress, JobStart, JobSummary } from '../job/job.ts';

export type LogFormat = Input<'LogExport'>['format'];

const types: Readonly<Record<LogFormat, string>> = { jsonl: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' };

/** Parts that are put together before the browser takes them over. */
const partsTogether = 64;

/** `log-2026-11-22.jsonl`, after the day in UTC. */
export const exportName = (format: LogFormat, now: number): string => `log-${new Date(now).toISOString().slice(0, 10)}.${format}`;

/** Reads what fits into a file, as work that outlives its screen, and hands it to the person once it is whole. */
export function logExportJob(client: Client, asked: LogAsked, format: LogFormat): JobStart {
  let saved = 0;
  async function* run(signal: AbortSignal): AsyncGenerator<JobProgress> {
    const file: Blob[] = [];
    let parts: Uint8Array<ArrayBuffer>[] = [];
    let last: Output<'LogExport'> | undefined;
    for await (const item of client.listen('LogExport', { ...placeOfAsked(asked), format }, { signal })) {
      last = item;
      parts.push(new Uint8Array(item.part));
      if (parts.length >= partsTogether) {
        // A blob may lie on the disk, so that the page stays small.
        file.push(new Blob(parts));
        parts = [];
      }
      yield { done: item.done, total: item.total };
    }
    if (signal.aborted || !last) return;
    saveFile(exportName(format, Date.now()), [...file, ...parts], types[format]);
    saved = last.done;
  }
  return { title: `Export the log as ${format === 'csv' ? 'CSV' : 'JSON lines'}`, run, summarise: (end) => summaryOf(end, saved) };
}

function summaryOf(end: JobEnd, saved: number): JobSummary {
  switch (end.state) {
    case 'done':
      return saved > 0
        ? { kind: 'ok', text: `${countText(saved, 'record')} of the log exported.` }
        : { kind: 'notice', text: 'No file was made: no record fits.' };
    case 'cancelled':
      return { kind: 'notice', text: 'Export of the log stopped. No file was made.' };
    case 'failed':
      return { kind: 'danger', text: errorSentence(end.error) ?? 'The export of the log failed. No file was made.' };
  }
}
