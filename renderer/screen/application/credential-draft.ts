import { toBase64Url } from '../../../app/contract/base64url.ts';
import { mostCredentialMs, type CredentialKind } from '../../../app/contract/application.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { fromLocalText } from '../../component/date-time-field.tsx';

const dayMs = 86_400_000;

/** Days that a credential may hold without choosing a day of one's own. */
export const spans = [30, 90, 180] as const;

export interface CredentialDraft {
  readonly kind: CredentialKind;
  readonly label: string;
  /** In so many days, or on a day of one's own. */
  readonly span: (typeof spans)[number] | 'own';
  /** As a `datetime-local` control holds it. */
  readonly until: string;
  /** PEM of one certificate. */
  readonly certificate: string;
}

export const firstDraft: CredentialDraft = { kind: 'secret', label: '', span: 90, until: '', certificate: '' };

/** When what is drawn would end; undefined while no day of one's own is chosen. @param now milliseconds since 1970 */
export const endOf = ({ span, until }: CredentialDraft, now: number): number | undefined =>
  span === 'own' ? fromLocalText(until) : now + span * dayMs;

/** What is wrong with a day of one's own. */
export function untilProblem(draft: CredentialDraft, now: number): string | undefined {
  const end = endOf(draft, now);
  if (end === undefined) return 'Choose when it ends.';
  if (end <= now) return 'Choose a time that lies ahead.';
  return end - now > mostCredentialMs ? 'A credential holds two years at most.' : undefined;
}

export const mentionsPrivateKey = (text: string): boolean => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

/** The first certificate of a text in PEM; undefined where there is none. */
export const certificateOf = (text: string): string | undefined => block.exec(text)?.[0];

/** What is wrong with what was given as a certificate. */
export function certificateProblem({ certificate }: CredentialDraft): string | undefined {
  if (certificate.trim() === '') return 'Paste or choose a certificate.';
  return certificateOf(certificate) === undefined
    ? 'This is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.'
    : undefined;
}

/** The certificate's SHA-256 thumbprint (base64url), as the engine will name it; undefined where the text can't be one. */
export async function thumbprintOf(text: string): Promise<string | undefined> {
  const body = certificateOf(text)?.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const der = body === undefined ? undefined : bytesOf(body);
  if (!der) return undefined;
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', der)));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** As the operation takes it. */
export function toCredential(application: string, draft: CredentialDraft, now: number): Input<'CredentialCreate'> {
  const { kind } = draft;
  const label = draft.label.trim();
  if (kind === 'certificate')
    return { kind, application, label, certificate: new TextEncoder().encode(`${certificateOf(draft.certificate) ?? ''}\n`) };
  return { kind, application, label, until: endOf(draft, now) ?? 0 };
}
