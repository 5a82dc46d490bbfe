import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formOf, formProblem, type FormProblem } from '../../../app/contract/value-form.ts';
import { useEnd, useWaits } from '../../component/waiting.ts';
import { lineEndOf, withLineEnd, type LineEnd } from './line-end.ts';

/** A value while it is written: it lives in its text area alone, never in the state of a form. */
export interface ValueDraft {
  readonly area: (node: HTMLTextAreaElement | null) => void;
  /** Length in bytes of UTF-8. */
  readonly sizeBytes: number;
  /** Why it has not the form that its content type names. */
  readonly problem: FormProblem | undefined;
  /** How the lines of the value that one edits end; a text area knows one way only, so `take` puts theirs back. */
  readonly lineEnd: LineEnd;
  /** Looks anew; call it on every change. */
  count(): void;
  /** Begins with a value that is there already, whose line ends are kept. */
  start(text: string): void;
  /** Puts another text in its place, as if it were typed. */
  replace(change: (text: string) => string): void;
  /** @returns the value as bytes that the caller owns and zeroes */
  take(): Uint8Array;
  /** Goes to a place in the text. */
  goTo(problem: FormProblem): void;
  clear(): void;
}

interface Seen {
  readonly sizeBytes: number;
  readonly problem: FormProblem | undefined;
  readonly lineEnd: LineEnd;
}

const nothing: Seen = { sizeBytes: 0, problem: undefined, lineEnd: 'LF' };

/** Holds a value while it is written; leaving the form empties the text area. */
export function useValueDraft(contentType: string): ValueDraft {
  const node = useRef<HTMLTextAreaElement>(null);
  const [seen, setSeen] = useState(nothing);
  const lineEnd = useRef<LineEnd>('LF');
  const take = useCallback(() => new TextEncoder().encode(withLineEnd(node.current?.value ?? '', lineEnd.current)), []);
  const count = useCallback(() => {
    const value = take();
    const form = formOf(contentType);
    const text = node.current?.value ?? '';
    const problem = form && text !== '' ? formProblem(form, text) : undefined;
    setSeen({ sizeBytes: value.length, problem, lineEnd: lineEnd.current });
    value.fill(0);
  }, [take, contentType]);
  const replace = useCallback(
    (change: (text: string) => string) => {
      if (!node.current) return;
      node.current.value = change(node.current.value);
      count();
    },
    [count],
  );
  const start = useCallback(
    (text: string) => {
      lineEnd.current = lineEndOf(text);
      replace(() => withLineEnd(text, 'LF'));
    },
    [replace],
  );
  const goTo = useCallback(({ line, column }: FormProblem) => {
    const text = node.current?.value ?? '';
    const before = text.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, it) => sum + it.length + 1, 0) + column - 1;
    node.current?.focus();
    node.current?.setSelectionRange(at, at + 1);
  }, []);
  const clear = useCallback(() => {
    if (node.current) node.current.value = '';
    setSeen({ ...nothing, lineEnd: lineEnd.current });
  }, []);
  const waits = useWaits();
  const area = useCallback(
    (next: HTMLTextAreaElement | null) => {
      if (next === null && waits()) return;
      // React tells null when the element leaves the page: what was written leaves with it.
      if (next === null && node.current) node.current.value = '';
      node.current = next;
    },
    [waits],
  );
  useEnd(clear);
  // Another content type asks for another form.
  useEffect(() => {
    if (node.current?.value) count();
  }, [count]);
  return useMemo(
    () => ({ area, ...seen, count, start, replace, take, goTo, clear }),
    [area, seen, count, start, replace, take, goTo, clear],
  );
}
