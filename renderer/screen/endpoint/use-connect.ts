import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { reachByAddress, reachByName, type Reached } from './address.ts';
import { codeSample } from './code-sample.ts';
import { credentialVariables, environmentText, placeholder, type Notation, type Variable, type Way } from './environment.ts';
import { takesLoopback, trustVariables, type Language } from './language.ts';
import { caFile } from './trust-guide.ts';

/** An application as far as its settings name it. */
export type Connecting = Pick<Application, 'clientId' | 'name'>;

/** What somebody chose of how an application shall read a secret. */
export interface ConnectDraft {
  readonly application: Connecting | undefined;
  readonly vault: string;
  readonly secret: string;
  readonly way: Way;
  readonly reach: 'name' | 'address';
  readonly language: Language;
  readonly notation: Notation;
  /** Where the authority's certificate is kept. */
  readonly file: string;
}

type ConnectStart = Partial<Pick<ConnectDraft, 'application' | 'vault' | 'secret' | 'way'>>;

export function useConnect(start: ConnectStart) {
  const [draft, setDraft] = useState<ConnectDraft>({
    application: start.application,
    vault: start.vault ?? '',
    secret: start.secret ?? '',
    way: start.way ?? 'secret',
    reach: 'name',
    language: 'JavaScript',
    notation: 'bash',
    file: caFile,
  });
  return { draft, set: (change: Partial<ConnectDraft>) => setDraft((before) => ({ ...before, ...change })) };
}

/** How a program of this draft reaches the vault: by address only where both, vault and language, have that. */
function reachedBy(draft: ConnectDraft, endpoint: Endpoint): Reached {
  const address = draft.reach === 'address' && takesLoopback[draft.language] ? reachByAddress(endpoint, draft.vault) : undefined;
  return address ?? reachByName(endpoint, draft.vault);
}

/** Every variable that the program needs, and no value that is secret. */
export function variablesOf(draft: ConnectDraft, endpoint: Endpoint): readonly Variable[] {
  const clientId = draft.application?.clientId ?? placeholder.clientId;
  const trust = endpoint.own ? [] : trustVariables(draft.language, draft.file.trim() || caFile);
  return [...credentialVariables(reachedBy(draft, endpoint), clientId, draft.way), ...trust];
}

/** What is taken over: settings, and the program; undefined while vault and secret aren't chosen, or where no program can be given. */
export const connection = (draft: ConnectDraft, endpoint: Endpoint) => ({
  settings: environmentText(variablesOf(draft, endpoint), draft.notation),
  code: draft.vault === '' || draft.secret === '' ? undefined : codeSample(reachedBy(draft, endpoint), draft.secret, draft),
});
