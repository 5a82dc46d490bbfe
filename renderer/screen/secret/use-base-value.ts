import { useCallback, useRef, useState } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { decodeText } from '../../api/decode-text.ts';
import { revealSecret } from '../../api/reveal.ts';
import { useEnd } from '../../component/waiting.ts';

/** The value that one edits, as it was before: kept as bytes while the form is there, zeroed when it goes. */
export interface BaseValue {
  /** Whether it was read. */
  readonly loaded: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  /** Reads it, by an explicit act that is recorded. @param then gets it as text */
  load(of: SecretProperties, then: (text: string) => void): void;
  text(): string;
}

export function useBaseValue(): BaseValue {
  const client = useClient();
  const held = useRef<Uint8Array>(undefined);
  const asked = useRef<AbortController>(undefined);
  const [state, setState] = useState<{ loaded: boolean; busy: boolean; error: unknown }>({ loaded: false, busy: false, error: undefined });
  useEnd(
    useCallback(() => {
      asked.current?.abort();
      held.current?.fill(0);
      held.current = undefined;
    }, []),
  );
  const text = useCallback(() => decodeText(held.current), []);
  const load = ({ vault, name, version }: SecretProperties, then: (text: string) => void) => {
    const ask = new AbortController();
    asked.current = ask;
    setState({ loaded: false, busy: true, error: undefined });
    revealSecret(client, { vault, name, version }, { signal: ask.signal }).then(
      ({ value }) => {
        if (ask.signal.aborted) return void value.fill(0);
        held.current = value;
        setState({ loaded: true, busy: false, error: undefined });
        then(text());
      },
      (error: unknown) => {
        if (!ask.signal.aborted) setState({ loaded: false, busy: false, error });
      },
    );
  };
  return { ...state, load, text };
}
