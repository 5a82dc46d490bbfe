import { useEffect, useMemo, useState } from 'react';
import type { LogFilter, Result } from '../../../app/contract/log.ts';
import type { LogPlace } from './log-place.ts';

/** The filter as it stands in its bar; empty parts narrow nothing. */
export interface FilterDraft {
  readonly results: readonly Result[];
  readonly operation: string;
  readonly text: string;
}

const noFilter: FilterDraft = { results: [], operation: '', text: '' };
const typingPauseMs = 250;

/** What is asked of the engine: only the parts that narrow. */
export function toFilter({ results, operation, text }: FilterDraft): LogFilter {
  return {
    ...(results.length > 0 ? { result: [...results] } : {}),
    ...(operation === '' ? {} : { operation: [operation] }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}

/**
 * The filter bar's state. Text is asked for after a pause in typing: every question to the log is itself recorded.
 * @param place what a link here asked for
 */
export function useLogFilter({ text: first = '', operation = '' }: LogPlace) {
  const [draft, setDraft] = useState<FilterDraft>({ ...noFilter, text: first, operation });
  const [text, setText] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => setText(draft.text), typingPauseMs);
    return () => clearTimeout(timer);
  }, [draft.text]);
  const filter = useMemo(
    () => toFilter({ results: draft.results, operation: draft.operation, text }),
    [draft.results, draft.operation, text],
  );
  return {
    draft,
    filter,
    change: (change: Partial<FilterDraft>) => setDraft((before) => ({ ...before, ...change })),
    clear: () => {
      setDraft(noFilter);
      setText('');
    },
  };
}
