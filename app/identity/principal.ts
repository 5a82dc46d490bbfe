import type { PersonRow } from './directory-store.ts';
import type { ApplicationWho } from './who.ts';

/** Who acts: a person or an application; later also a job. */
export interface Principal {
  readonly id: string;
  readonly kind: 'person' | 'application' | 'nobody';
  /** The name in the log. */
  readonly name: string;
  /** Of an application the id of its token. */
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

/** An application. @param tokenId undefined where it is about to get one */
export const applicationPrincipal = ({ id, name }: Pick<ApplicationWho, 'id' | 'name'>, tokenId: string | undefined): Principal => ({
  id,
  kind: 'application',
  name,
  sessionId: tokenId,
});
