import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import type { Language } from '../endpoint/language.ts';
import { hitKey } from '../secret/use-secret-page.ts';

/** Secrets that are remembered. */
const mostRecent = 12;

/** What somebody looked at in this session, the last first, and in which language they take code. It is kept nowhere else. */
interface FindMemory {
  readonly recent: readonly SecretProperties[];
  readonly note: (secret: SecretProperties) => void;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const nothing: FindMemory = { recent: [], note: () => undefined, language: 'JavaScript', setLanguage: () => undefined };

const FindMemoryContext = createContext<FindMemory>(nothing);

export const useFindMemory = (): FindMemory => useContext(FindMemoryContext);

/** Remembers for one session. */
export function FindRoom({ children }: { children: ReactNode }) {
  const [recent, setRecent] = useState<readonly SecretProperties[]>(nothing.recent);
  const [language, setLanguage] = useState(nothing.language);
  const note = useCallback(
    (secret: SecretProperties) =>
      setRecent((before) => [secret, ...before.filter((it) => hitKey(it) !== hitKey(secret))].slice(0, mostRecent)),
    [],
  );
  const memory = useMemo(() => ({ recent, note, language, setLanguage }), [recent, note, language]);
  return <FindMemoryContext value={memory}>{children}</FindMemoryContext>;
}

/** Notes that a secret is looked at. */
export function useNoteRecent(secret: SecretProperties | undefined): void {
  const { note } = useFindMemory();
  useEffect(() => {
    if (secret?.current) note(secret);
  }, [note, secret]);
}
