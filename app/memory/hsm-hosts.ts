import type { TokenAbility } from '../contract/hsm.ts';
import type { KeySpec } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { HsmHosts, HsmObject, HsmPlace, ModulePlace, ModuleSight, TokenName, TokenSight } from '../hsm/hsm-host.ts';
import { objectId, objectText } from '../key/object-id.ts';
import type { KeyCrypto, PrivateKey, SoftwareKey } from '../key/private-key.ts';

/** A software key in a pretended token. */
export interface MemoryKey extends SoftwareKey {
  /** CKA_LABEL, CKA_EXTRACTABLE and CKA_WRAP_WITH_TRUSTED; nothing, false and false where they are left out. */
  readonly label?: string;
  readonly extractable?: boolean;
  readonly trustedOnly?: boolean;
}

/** A pretended token, which outlives the engine. Its keys are software keys by the hexadecimal digits of their id. */
export interface MemoryToken {
  readonly serial: string;
  label: string;
  officerPin: string;
  userPin: string;
  isOpen: boolean;
  isPlugged: boolean;
  /** Set while it answers nothing that makes a key. */
  hangs?: Promise<void>;
  readonly keys: Map<string, MemoryKey>;
  /** It can't do CKM_RSA_AES_KEY_WRAP, one way or the other. */
  noExchange?: boolean;
  /** Algorithms of encryption that it can't do. */
  lacks?: readonly string[];
  /** User PINs that may be wrong until it locks; it never does where this is left out. */
  triesLeft?: number;
}

/** What the pretended machine has; to be changed by the test. */
export interface HsmScript {
  readonly tokens: MemoryToken[];
  /** Libraries that can be loaded, by path. */
  readonly libraries: string[];
}

const utf8 = new TextDecoder();
const sameSpec = (a: KeySpec, b: KeySpec): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A token with both PINs `123456`. */
export const newMemoryToken = (serial: string, label: string): MemoryToken => ({
  serial,
  label,
  officerPin: '123456',
  userPin: '123456',
  isOpen: false,
  isPlugged: true,
  keys: new Map(),
});

/** Tokens in memory, each in every module. */
export function createMemoryHsmHosts(crypto: KeyCrypto, script: HsmScript = { tokens: [], libraries: [] }): HsmHosts {
  const bench = createBench(script);
  return { ...hostPart(bench), ...pinPart(bench), ...keyPart(bench, crypto), ...exchangePart(bench, crypto) };
}

/** What every part works on: tokens by name, in modules that are there. */
function createBench(script: HsmScript) {
  const watching = new Set<() => void>();
  const bench = {
    script,
    watching,
    modules: [] as readonly ModulePlace[],
    changed(): void {
      for (const work of watching) work();
    },
    /** @throws VaultError HsmUnavailable */
    find({ serial, label, module }: TokenName): MemoryToken {
      const token = script.tokens.find((it) => it.isPlugged && it.serial === serial && it.label === label);
      if (!token || !bench.modules.some(({ id }) => id === module))
        throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
      return token;
    },
    /** @throws VaultError HsmTokenLocked, HsmUnavailable */
    opened(name: TokenName): MemoryToken {
      const token = bench.find(name);
      if (!token.isOpen) throw new VaultError('HsmTokenLocked', { token: token.label });
      return token;
    },
  };
  return bench;
}
type Bench = ReturnType<typeof createBench>;

const hostPart = (bench: Bench): Pick<HsmHosts, 'apply' | 'inspect' | 'find' | 'current' | 'watch' | 'restart' | 'stop'> => ({
  apply(places) {
    // Who is signed in is signed in to a module.
    if (bench.modules.some(({ id }) => !places.some((place) => place.id === id))) lockAll(bench.script);
    bench.modules = places;
    bench.changed();
  },
  async inspect({ path }) {
    if (!bench.script.libraries.includes(path)) throw new VaultError('HsmModuleUnfit', { reason: 'missing' });
  },
  find: async () => bench.script.libraries.map((path) => ({ path, name: path })),
  current: () => bench.modules.map(({ id }) => toModule(bench.script, id)),
  watch(work) {
    bench.watching.add(work);
    return () => void bench.watching.delete(work);
  },
  restart: async () => bench.changed(),
  async stop() {
    lockAll(bench.script);
    bench.modules = [];
  },
});

function lockAll({ tokens }: HsmScript): void {
  for (const token of tokens) token.isOpen = false;
}

function check(pin: Uint8Array, right: string): void {
  if (utf8.decode(pin) !== right) throw new VaultError('PinRefused', { reason: 'wrong', state: 'low' });
}

const userPinState = ({ triesLeft }: MemoryToken): TokenSight['userPin'] =>
  triesLeft === 0 ? 'locked' : triesLeft === 1 ? 'last' : 'fine';

/** A wrong one costs a try. */
function checkUser(token: MemoryToken, pin: Uint8Array): void {
  if (token.triesLeft === 0) throw new VaultError('PinRefused', { reason: 'locked', state: 'locked' });
  if (utf8.decode(pin) === token.userPin) return;
  if (token.triesLeft === undefined || token.isOpen) return check(pin, token.userPin);
  token.triesLeft -= 1;
  throw new VaultError('PinRefused', { reason: 'wrong', state: userPinState(token) });
}

const pinPart = (bench: Bench): Pick<HsmHosts, 'initialise' | 'open' | 'close' | 'changePin' | 'resetPin'> => ({
  async initialise({ module, slot, label }, { officer, user }) {
    const token = bench.script.tokens[slot];
    if (!token) throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
    Object.assign(token, { label, officerPin: utf8.decode(officer), userPin: utf8.decode(user), isOpen: false });
    token.keys.clear();
    bench.changed();
    return { module, serial: token.serial, label };
  },
  async open(name, pin) {
    const token = bench.find(name);
    checkUser(token, pin);
    token.isOpen = true;
    bench.changed();
  },
  async close(name) {
    bench.find(name).isOpen = false;
    bench.changed();
  },
  async changePin(name, role, pins) {
    const token = bench.find(name);
    const which = role === 'user' ? 'userPin' : 'officerPin';
    check(pins.old, token[which]);
    token[which] = utf8.decode(pins.new);
  },
  async resetPin(name, pins) {
    const token = bench.find(name);
    check(pins.officer, token.officerPin);
    token.userPin = utf8.decode(pins.user);
  },
});

function keyPart(bench: Bench, crypto: KeyCrypto): Pick<HsmHosts, 'probe' | 'generate' | 'bring' | 'has' | 'destroy' | 'key' | 'random'> {
  const keep = ({ token, object }: HsmPlace, key: MemoryKey) => {
    bench.opened(token).keys.set(objectText(object), key);
    return key.publicKey ? { publicKey: key.publicKey } : {};
  };
  const use = async <T>({ token, object }: HsmPlace, spec: KeySpec, work: (key: PrivateKey) => Promise<T>): Promise<T> => {
    const found = bench.opened(token).keys.get(objectText(object));
    if (!found || !sameSpec(found.spec, spec)) throw new VaultError('HsmUnavailable', { token: token.label, reason: 'key-gone' });
    const key = crypto.open(spec, found.material);
    try {
      return await work(key);
    } finally {
      key.close();
    }
  };
  return {
    async probe(name, time) {
      bench.opened(name);
      return { ...ability, probedOn: time };
    },
    async generate(place, spec, { extractable }) {
      await bench.opened(place.token).hangs;
      bench.opened(place.token);
      const key = await crypto.generate(spec, new AbortController().signal);
      return { ...keep(place, { ...key, ...(extractable && { extractable }) }), neverExtractable: !extractable };
    },
    async bring(place, spec, { extractable }, material) {
      return { ...keep(place, { spec, material: material.slice(), ...(extractable && { extractable }) }), neverExtractable: false };
    },
    has: async ({ token, object }) => bench.opened(token).keys.has(objectText(object)),
    async destroy({ token, object }) {
      bench.opened(token).keys.delete(objectText(object));
    },
    key: (place, spec) => ({
      sign: (algorithm, digest) => use(place, spec, (key) => key.sign(algorithm, digest)),
      encrypt: (algorithm, value, parts) => use(place, spec, (key) => key.encrypt(algorithm, value, parts)),
      async decrypt(algorithm, value, parts) {
        if (bench.opened(place.token).lacks?.includes(algorithm)) throw unable(algorithm, place.token.label);
        return use(place, spec, (key) => key.decrypt(algorithm, value, parts));
      },
      close: () => undefined,
    }),
    random: async (_token, length) => new Uint8Array(length).fill(4),
  };
}

const unable = (what: string, by: string): VaultError => new VaultError('KeyUnsupported', { what, by, reason: 'token' });

const exchangePart = (bench: Bench, crypto: KeyCrypto): Pick<HsmHosts, 'wrapOut' | 'unwrapIn' | 'exchanges' | 'objects'> => ({
  async wrapOut({ token, object }, recipient, hash) {
    const found = openedKey(bench, { token, object });
    if (!found.extractable) throw unable('CKA_EXTRACTABLE', token.label);
    if (found.trustedOnly) throw unable('CKA_WRAP_WITH_TRUSTED', token.label);
    return crypto.wrapOut(found.material, recipient, hash);
  },
  async unwrapIn({ token, object }, kind, { extractable }, { kek, hash, value }) {
    const seat = bench.opened(token);
    const key = await crypto.unwrapIn(openedKey(bench, { token, object: kek }).material, kind, hash, value);
    seat.keys.set(objectText(object), { ...key, ...(extractable && { extractable }) });
    return { spec: key.spec, neverExtractable: false, ...(key.publicKey && { publicKey: key.publicKey }) };
  },
  exchanges: async (token) => (bench.opened(token).noExchange ? 'none' : 'native'),
  objects: async (token) => [...bench.opened(token).keys].map(toObject),
});

/** @throws VaultError HsmUnavailable, HsmTokenLocked */
function openedKey(bench: Bench, { token, object }: HsmPlace): MemoryKey {
  const found = bench.opened(token).keys.get(objectText(object));
  if (!found) throw new VaultError('HsmUnavailable', { token: token.label, reason: 'key-gone' });
  return found;
}

const toObject = ([id, { spec, label = '', extractable = false, trustedOnly = false }]: [string, MemoryKey]): HsmObject => ({
  object: objectId(id),
  label,
  kind: spec.family === 'oct' ? 'secret' : 'private',
  type: spec.family === 'oct' ? 'AES' : spec.family,
  spec,
  sensitive: true,
  extractable,
  trustedOnly,
  signs: spec.family !== 'oct',
  decrypts: spec.family !== 'EC',
});

const toModule = ({ tokens }: HsmScript, id: string): ModuleSight => ({
  id,
  state: 'ready',
  manufacturer: 'Memory',
  description: 'Tokens in memory',
  version: '1.0',
  cryptokiVersion: '2.40',
  crashes: 0,
  wrongAnswers: 0,
  slots: tokens.map(({ label }, slot) => ({ slot, description: label, token: label === '' ? 'blank' : 'initialised' })),
  tokens: tokens.flatMap((token, slot) => (token.isPlugged && token.label !== '' ? [toSight(token, id, slot)] : [])),
});

const toSight = (token: MemoryToken, module: string, slot: number): TokenSight => ({
  module,
  serial: token.serial,
  label: token.label,
  slot,
  manufacturer: 'Memory',
  model: 'Token',
  hardwareVersion: '1.0',
  firmwareVersion: '1.0',
  state: token.isOpen ? 'open' : 'locked',
  userPin: userPinState(token),
  officerPin: 'fine',
  hasPinPad: false,
  sessions: token.keys.size,
});

const ability = {
  specs: [
    { family: 'RSA', bits: 2048 },
    { family: 'EC', curve: 'P-256' },
  ],
  native: ['RS256', 'ES256'],
  composed: ['RSA-OAEP-256'],
  imports: true,
} satisfies Omit<TokenAbility, 'probedOn'>;
