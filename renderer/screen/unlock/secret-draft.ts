import { useCallback, useMemo, useRef, useState } from 'react';
import { decodeText } from '../../api/decode-text.ts';
import { useEnd } from '../../component/waiting.ts';

/**
 * What is being typed into a field for a passphrase, password or share. It is kept as bytes that are overwritten on every change
 * and when the screen goes; React state holds only how long it is, so that no copy stays behind in a component's history.
 */
export interface SecretDraft {
  /** Length in characters. */
  readonly length: number;
  /** Ties the field to the draft: a field that comes back shows what was typed. */
  readonly attach: (field: HTMLInputElement | HTMLTextAreaElement | null) => void;
  readonly change: (text: string) => void;
  /** A copy of the bytes for one call; the taker zeroes it. */
  readonly take: () => Uint8Array;
  readonly equals: (other: SecretDraft) => boolean;
  /** Zeroes the bytes and empties the field. */
  readonly clear: () => void;
  /** Puts the caret back into the field with everything selected, ready for another try. */
  readonly focus: () => void;
}

export function useSecretDraft(): SecretDraft {
  // Each change is a new state even at the same length, so that what is compared with it is compared again.
  const [typed, setTyped] = useState({ length: 0 });
  const held = useRef(new Uint8Array());
  const field = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);

  const hold = useCallback((bytes: Uint8Array<ArrayBuffer>) => {
    held.current.fill(0);
    held.current = bytes;
  }, []);

  const attach = useCallback((next: HTMLInputElement | HTMLTextAreaElement | null) => {
    if (field.current) field.current.value = '';
    field.current = next;
    if (next && next.value === '') next.value = decodeText(held.current);
  }, []);

  const change = useCallback(
    (text: string) => {
      hold(new TextEncoder().encode(text));
      setTyped({ length: Array.from(text).length });
    },
    [hold],
  );

  const take = useCallback(() => held.current.slice(), []);

  const equals = useCallback((other: SecretDraft) => {
    const theirs = other.take();
    const same = theirs.length === held.current.length && held.current.every((byte, at) => byte === theirs[at]);
    theirs.fill(0);
    return same;
  }, []);

  const clear = useCallback(() => {
    hold(new Uint8Array());
    if (field.current) field.current.value = '';
    setTyped({ length: 0 });
  }, [hold]);

  const focus = useCallback(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  useEnd(useCallback(() => hold(new Uint8Array()), [hold]));

  return useMemo(
    () => ({ length: typed.length, attach, change, take, equals, clear, focus }),
    [typed, attach, change, take, equals, clear, focus],
  );
}
