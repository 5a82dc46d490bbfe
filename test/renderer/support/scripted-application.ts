// As a whole: pictures are taken in a browser, where it is there and can't be used.
import * as nodeCrypto from 'node:crypto';
import type { Application, Credential } from '../../../app/contract/application.ts';
import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';

const dayMs = 86_400_000;
const uuid = (index: number) => `00000000-0000-4000-8000-0000000a${String(index).padStart(4, '0')}`;

export type WholeApplication = Output<'ApplicationGet'>;

/** What a scripted engine knows of applications. */
export interface ApplicationScene {
  applications: WholeApplication[];
  /** By the offer's text. */
  offers: Record<string, Output<'ConsentPreview'>>;
  /** What every secret is that is drawn. */
  drawn: string;
}

/** `hands-never-in-the-log` is long enough for one. */
export const drawnSecret = 'q7Zr-hands-never-in-the-log-4kTz';

export const noApplications = (): ApplicationScene => ({ applications: [], offers: {}, drawn: drawnSecret });

export const aCredential = (now: number, change: Partial<Credential> = {}): Credential => ({
  id: crypto.randomUUID(),
  kind: 'secret',
  label: 'production server',
  hint: 'q7Z',
  from: now - 10 * dayMs,
  until: now + 80 * dayMs,
  createdBy: 'M. Okafor',
  ...change,
});

export const anApplication = (name: string, now: number, change: Partial<WholeApplication> = {}): WholeApplication => {
  const index = name.length * 31 + name.charCodeAt(0);
  const { credentials = [aCredential(now)] } = change;
  return counted({
    id: uuid(index),
    clientId: uuid(index + 5000),
    name,
    description: '',
    enabled: true,
    credentialCount: 0,
    createdOn: now - 20 * dayMs,
    createdBy: 'M. Okafor',
    revision: 1,
    ...change,
    credentials,
  });
};

/** What another organisation offers. */
export const anOffer = (now: number, change: Partial<Output<'ConsentPreview'>> = {}): Output<'ConsentPreview'> => ({
  clientId: uuid(1),
  name: 'backup-as-a-service',
  description: 'Backs up what you let it read',
  tenantId: uuid(2),
  tenant: 'Contoso',
  fingerprint: 'Qy8hT2mN4pRk7sVw1xZa3bCd5eFg6hJk8lMn0oPq2rQ',
  certificates: [{ hint: 'k'.repeat(43), until: now + 200 * dayMs }],
  ...change,
});

/** Applications in every state that a list shows. */
export const someApplications = (now: number): ApplicationScene => ({
  ...noApplications(),
  applications: [
    anApplication('archive-job', now, { credentials: [], description: 'Moves what is old' }),
    anApplication('backup-as-a-service', now, {
      credentials: [aCredential(now, { kind: 'certificate', hint: 'k'.repeat(43), label: 'Contoso 2026' })],
      home: { tenantId: uuid(2), tenant: 'Contoso', consentedBy: 'M. Okafor', consentedOn: now - 5 * dayMs },
    }),
    anApplication('payroll-worker', now, {
      description: 'Pays on the last day of the month',
      credentials: [aCredential(now, { until: now + 4 * dayMs + 3_600_000, lastUsedOn: now - 7_200_000 })],
      lastSignInOn: now - 7_200_000,
    }),
    anApplication('report-mailer', now, { enabled: false }),
  ],
  offers: { 'eyJ.offer.one': anOffer(now, { clientId: uuid(77), name: 'invoice-reader' }) },
});

/** Without what the list doesn't tell. */
function rowOf({ credentials: _credentials, ...row }: WholeApplication): Application {
  return row;
}

function counted(application: WholeApplication): WholeApplication {
  const { credentialUntil: _before, ...rest } = application;
  const ends = application.credentials.map(({ until }) => until);
  return { ...rest, credentialCount: ends.length, ...(ends.length === 0 ? {} : { credentialUntil: Math.min(...ends) }) };
}

function foundIn(scene: ApplicationScene, id: string): WholeApplication {
  const found = scene.applications.find((it) => it.id === id);
  if (!found) throw new VaultError('ApplicationNotFound', {});
  return found;
}

function replace(scene: ApplicationScene, next: WholeApplication): WholeApplication {
  const whole = counted(next);
  scene.applications = scene.applications.map((it) => (it.id === next.id ? whole : it));
  return whole;
}

function asSeen(scene: ApplicationScene, { id, revision }: { id: string; revision: number }): WholeApplication {
  const found = foundIn(scene, id);
  if (found.revision !== revision)
    throw new VaultError('ChangedMeanwhile', { name: found.name, changedBy: 'L. Brandt', changedOn: Date.now() - 60_000 });
  return found;
}

function offered(scene: ApplicationScene, offer: string): Output<'ConsentPreview'> {
  const found = scene.offers[offer];
  if (!found) throw new VaultError('OfferUnfit', { reason: 'signature' });
  return found;
}

function createCredential(scene: ApplicationScene, input: Input<'CredentialCreate'>): Output<'CredentialCreate'> {
  const application = foundIn(scene, input.application);
  const now = Date.now();
  const certified = input.kind === 'certificate';
  const made = aCredential(now, {
    kind: input.kind,
    label: input.label,
    from: now,
    until: certified ? now + 365 * dayMs : input.until,
    hint: certified ? nodeCrypto.createHash('sha256').update(input.certificate).digest('base64url') : scene.drawn.slice(0, 3),
  });
  replace(scene, { ...application, credentials: [...application.credentials, made] });
  return certified ? { credential: made } : { credential: made, secret: new TextEncoder().encode(scene.drawn) };
}

type Answers = { readonly [N in CallName]?: (scene: ApplicationScene, input: Input<N>) => Output<N> };

/** Answers of an engine that knows applications from a script. */
export const applicationAnswers: Answers = {
  ApplicationList: ({ applications }, { text = '', endingBy = Number.POSITIVE_INFINITY }) => {
    const ends = ({ credentialUntil = endingBy }: Application) => credentialUntil <= endingBy;
    const items = applications.map(rowOf).filter((it) => it.name.includes(text) && ends(it));
    return { items, total: items.length };
  },
  ApplicationGet: (scene, { id }) => foundIn(scene, id),
  ApplicationCreate: (scene, { name, description }) => {
    if (scene.applications.some((it) => it.name === name)) throw new VaultError('NameTaken', { name });
    const made = anApplication(name, Date.now(), { description, credentials: [], createdOn: Date.now() });
    scene.applications = [...scene.applications, made].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return rowOf(made);
  },
  ApplicationPatch: (scene, { id, revision, ...change }) =>
    rowOf(replace(scene, { ...asSeen(scene, { id, revision }), ...change, revision: revision + 1 } as WholeApplication)),
  ApplicationDelete: (scene, { id, revision }) => {
    const gone = asSeen(scene, { id, revision });
    scene.applications = scene.applications.filter((it) => it !== gone);
    return {};
  },
  ApplicationOffer: (scene, { id }) => {
    if (!foundIn(scene, id).credentials.some(({ kind }) => kind === 'certificate')) {
      throw new VaultError('OfferUnfit', { reason: 'certificates' });
    }
    return { offer: 'eyJ.offer.own', fingerprint: 'g'.repeat(43) };
  },
  ConsentPreview: (scene, { offer }) => offered(scene, offer),
  ConsentCreate: (scene, { offer }) => {
    const { clientId, name, description, tenantId, tenant, certificates } = offered(scene, offer);
    const now = Date.now();
    const credentials = certificates.map(({ hint, until }) => aCredential(now, { kind: 'certificate', hint, until, label: name }));
    const home = { tenantId, tenant, consentedBy: 'M. Okafor', consentedOn: now };
    const made = anApplication(name, now, { clientId, description, home, credentials });
    scene.applications = [...scene.applications.filter((it) => it.clientId !== clientId), made];
    return rowOf(made);
  },
  MembershipList: () => ({ items: [], total: 0 }),
  CredentialCreate: createCredential,
  CredentialEnd: (scene, { application: id, id: ended }) => {
    const application = foundIn(scene, id);
    if (!application.credentials.some((it) => it.id === ended)) throw new VaultError('CredentialNotFound', {});
    replace(scene, { ...application, credentials: application.credentials.filter((it) => it.id !== ended) });
    return {};
  },
};
