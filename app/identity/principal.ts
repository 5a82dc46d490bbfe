import type { PersonRow } from './directory-store.ts';

/** Who acts: a person, later also an application or a job. */
export interface Principal {
  readonly id: string;
  readonly kind: 'person' | 'nobody';
  /** The name in the log. */
  readonly name: string;
  readonly sessionId: string | undefined;
}

/** Who asks before signing in. */
export const nobody: Principal = { id: '', kind: 'nobody', name: 'nobody', sessionId: undefined };

/** A person: signed in, or half so, without a session yet. */
export const toPrincipal = (person: PersonRow, sessionId: string | undefined): Principal => ({
  id: person.id,
  kind: 'person',
  name: person.displayName,
  sessionId,
});
