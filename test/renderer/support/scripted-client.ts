import { contract, type CallName, type Input, type OperationName, type Output, type StreamName } from '../../../app/contract/operation.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { CancelledError, VaultError } from '../../../app/contract/vault-error.ts';
import type { CallOptions, Client } from '../../../renderer/api/client.ts';
import { aSecret, aVault } from './sample.ts';
import type { Scene } from './scene.ts';
import { accessAnswers, type AccessScene } from './scripted-access.ts';
import { applicationAnswers, type ApplicationScene } from './scripted-application.ts';
import { createScriptedBulk } from './scripted-bulk.ts';
import { endpointAnswers, type EndpointScene } from './scripted-endpoint.ts';
import { hsmAnswers } from './scripted-hsm.ts';
import { keyAnswers, type KeyScene } from './scripted-key.ts';
import { pageOfHits, searchHits } from './scripted-search.ts';

const pageLength = 200;

/** A secret of a house that is too large to hold. */
const generated = (at: number) =>
  aSecret(['payroll', 'platform', 'shop-prod'][at % 3] ?? 'payroll', `service-${String(at).padStart(7, '0')}-key`, Date.now(), {
    tags: { owner: `team-${at % 40}` },
    contentType: at % 4 === 0 ? 'application/json' : 'text/plain',
  });

type Answers = { readonly [N in CallName]?: (scene: Scene, input: Input<N>) => Output<N> };

function pageOf<T>(items: readonly T[], cursor: string | undefined): { items: T[]; next?: string } {
  const from = Number(cursor ?? 0);
  const items_ = items.slice(from, from + pageLength);
  return from + pageLength < items.length ? { items: items_, next: String(from + pageLength) } : { items: items_ };
}

const found = (scene: Scene, vault: string, name: string): SecretProperties[] => {
  const current = scene.secrets[vault]?.find((secret) => secret.name === name);
  return scene.versions[`${vault}/${name}`] ?? (current ? [current] : []);
};

const answers: Answers = {
  InstanceGet: (scene) => scene.instance,
  SessionGet: (scene) => {
    if (!scene.session) throw new VaultError('Unauthorized', {});
    return scene.session;
  },
  SessionDelete: (scene) => {
    scene.session = undefined;
    return {};
  },
  InstanceLock: () => ({}),
  InstanceSeal: () => ({}),
  SlotList: (scene) => ({ slots: scene.slots }),
  VaultList: (scene, { cursor }) => pageOf(scene.vaults, cursor),
  VaultGet: (scene, { vault }) => {
    const it = scene.vaults.find(({ name }) => name === vault);
    if (!it) throw new VaultError('VaultNotFound', { name: vault });
    return it;
  },
  VaultPut: (scene, input) => {
    if (scene.vaults.some(({ name }) => name === input.name)) throw new VaultError('VaultAlreadyExists', { name: input.name });
    const made = aVault(input.name, Date.now(), { ...input, createdOn: Date.now() });
    scene.vaults = [...scene.vaults, made].toSorted((a, b) => a.name.localeCompare(b.name));
    return made;
  },
  SecretList: (scene, { vault, cursor }) => pageOf(scene.secrets[vault] ?? [], cursor),
  SecretListVersions: (scene, { vault, name, cursor }) => {
    const versions = found(scene, vault, name);
    if (versions.length === 0) throw new VaultError('SecretNotFound', { name });
    return pageOf(versions, cursor);
  },
  SecretGet: (scene, { vault, name, version }) => {
    const properties = found(scene, vault, name).find((it) => (version === undefined ? it.current : it.version === version));
    if (!properties) throw new VaultError('SecretNotFound', { name });
    return {
      properties,
      value: new TextEncoder().encode(scene.values[properties.version] ?? scene.values[`${vault}/${name}`] ?? 'a value'),
    };
  },
  SecretSet: (scene, { value = new Uint8Array(), vault, ...rest }) => {
    const version = crypto.randomUUID().replaceAll('-', '');
    const made = aSecret(vault, rest.name, Date.now(), { ...rest, version, valueBytes: value.length, createdOn: Date.now() });
    const others = (scene.secrets[vault] ?? []).filter(({ name }) => name !== rest.name);
    const older = found(scene, vault, rest.name).map((it) => ({ ...it, current: false }));
    scene.secrets = { ...scene.secrets, [vault]: [...others, made].toSorted((a, b) => a.name.localeCompare(b.name)) };
    scene.versions = { ...scene.versions, [`${vault}/${rest.name}`]: [made, ...older] };
    scene.values = { ...scene.values, [version]: new TextDecoder().decode(value) };
    return made;
  },
  SecretSearch: (scene, input) => {
    const { many } = scene;
    if (many === undefined) return searchHits(Object.values(scene.secrets).flat(), input);
    return pageOfHits(many, (at) => generated(at), { from: Number(input.cursor ?? input.offset ?? 0), limit: input.limit });
  },
  ViewList: (scene) => ({ items: scene.views }),
  ViewPut: (scene, view) => {
    const made = { id: crypto.randomUUID(), ...view };
    scene.views = [...scene.views.filter(({ name }) => name !== view.name), made];
    return made;
  },
  ViewDelete: (scene, { id }) => {
    scene.views = scene.views.filter((view) => view.id !== id);
    return {};
  },
  LogList: (scene, { before, limit }) => ({
    rows: scene.rows.filter((row) => before === undefined || row.sequence < before).slice(0, limit),
    total: { count: scene.rows.length, atLeast: false },
  }),
  LogCheckpointList: (scene) => scene.checkpoints,
};

/** A client whose engine is a script; it refuses what the contract refuses, and remembers what it was asked. */
export interface ScriptedClient extends Client {
  readonly asked: readonly OperationName[];
}

const never = <T>(signal: AbortSignal | undefined) =>
  new Promise<T>((_resolve, reject) => signal?.addEventListener('abort', () => reject(new CancelledError())));

export function createScriptedClient(scene: Scene): ScriptedClient {
  const asked: OperationName[] = [];
  const bulk = createScriptedBulk(scene);
  const streams = (name: StreamName, input: unknown, signal: AbortSignal | undefined): AsyncIterable<unknown> | undefined => {
    if (name === 'BulkPrepare') return bulk.prepare(contract.BulkPrepare.input.parse(input), signal);
    if (name === 'BulkRun') return bulk.run(contract.BulkRun.input.parse(input), signal);
    return name === 'BulkUndo' ? bulk.undo(contract.BulkUndo.input.parse(input), signal) : undefined;
  };
  return {
    asked,
    async call<N extends CallName>(name: N, input: Input<N>, { signal }: CallOptions = {}): Promise<Output<N>> {
      asked.push(name);
      // Like the engine's own copy: what the caller zeroes afterwards must not reach the script.
      const given = structuredClone(input);
      const failure = scene.failures[name];
      if (scene.stuck.includes(name)) return never<Output<N>>(signal);
      await Promise.resolve();
      if (failure) throw failure;
      contract[name].input.parse(given);
      const ofAccess: ((access: AccessScene, input: Input<N>) => Output<N>) | undefined = accessAnswers[name];
      if (ofAccess) return ofAccess(scene.access, given);
      const ofEndpoint: ((endpoint: EndpointScene, input: Input<N>) => Output<N>) | undefined = endpointAnswers[name];
      if (ofEndpoint) return ofEndpoint(scene.endpoint, given);
      const ofApplications: ((application: ApplicationScene, input: Input<N>) => Output<N>) | undefined = applicationAnswers[name];
      if (ofApplications) return ofApplications(scene.application, given);
      const ofKeys: ((keys: KeyScene, input: Input<N>) => Output<N>) | undefined = keyAnswers[name] ?? hsmAnswers[name];
      if (ofKeys) return ofKeys(scene.key, given);
      const answer: ((scene: Scene, input: Input<N>) => Output<N>) | undefined = answers[name];
      if (!answer) throw new VaultError('NotImplemented', {});
      return answer(scene, given);
    },
    async *listen<N extends StreamName>(name: N, input: Input<N>, { signal }: CallOptions = {}): AsyncIterable<Output<N>> {
      asked.push(name);
      const failure = scene.failures[name];
      if (failure) throw failure;
      if (name === 'EndpointFollow') yield { endpoint: scene.endpoint.endpoint, ...scene.endpoint.meters } as Output<N>;
      if (name === 'HsmFollow') yield { items: scene.key.modules } as Output<N>;
      const items = streams(name, structuredClone(input), signal);
      if (items) for await (const item of items) yield contract[name].output.parse(item) as Output<N>;
      else await never(signal).catch(() => undefined);
    },
  };
}
