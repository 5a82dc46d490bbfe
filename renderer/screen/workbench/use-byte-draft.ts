import { useCallback, useMemo, useState } from 'react';
import { useValueDraft } from '../secret/value-draft.ts';
import { readBytes, writeBytes, type Form, type Read, type ShownForm } from './byte-form.ts';

/** Bytes while they are typed or chosen. What is typed lives in its text area alone; a file stays a file. */
export interface ByteDraft {
  readonly form: Form;
  readonly setForm: (form: Form) => void;
  readonly area: (node: HTMLTextAreaElement | null) => void;
  /** Call it on every change of the text area. */
  readonly typed: () => void;
  readonly file: File | undefined;
  readonly choose: (file: File | undefined) => void;
  /** How many bytes there are, or why what is typed is none. */
  readonly seen: { readonly length: number; readonly problem: string | undefined };
  /** Puts other bytes there, in a form that holds any. */
  readonly put: (bytes: Uint8Array, form: ShownForm) => void;
  /** What was typed: the caller zeroes it. */
  readonly read: () => Read;
  readonly clear: () => void;
}

const nothing = { length: 0, problem: undefined };

export function useByteDraft(start: Form): ByteDraft {
  const [form, setForm] = useState(start);
  const [file, choose] = useState<File>();
  const [seen, setSeen] = useState<ByteDraft['seen']>(nothing);
  const { area, take, replace, clear: empty } = useValueDraft('');
  const readAs = useCallback(
    (as: Form): Read => {
      if (as === 'file') return { bytes: new Uint8Array() };
      const typed = take();
      const read = readBytes(typed, as);
      typed.fill(0);
      return read;
    },
    [take],
  );
  const look = useCallback(
    (as: Form) => {
      const read = readAs(as);
      setSeen('bytes' in read ? { length: read.bytes.length, problem: undefined } : { length: 0, problem: read.problem });
      if ('bytes' in read) read.bytes.fill(0);
    },
    [readAs],
  );
  const change = useCallback(
    (next: Form) => {
      setForm(next);
      if (next !== 'file') choose(undefined);
      look(next);
    },
    [look],
  );
  const put = useCallback(
    (bytes: Uint8Array, as: ShownForm) => {
      replace(() => writeBytes(bytes, as));
      change(as);
    },
    [replace, change],
  );
  const clear = useCallback(() => {
    empty();
    choose(undefined);
    setSeen(nothing);
  }, [empty]);
  return useMemo(
    () => ({
      form,
      setForm: change,
      area,
      typed: () => look(form),
      file,
      choose,
      seen: form === 'file' ? { length: file?.size ?? 0, problem: undefined } : seen,
      put,
      read: () => readAs(form),
      clear,
    }),
    [form, change, area, look, file, seen, put, readAs, clear],
  );
}
