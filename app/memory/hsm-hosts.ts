import type { TokenAbility } from '../contract/hsm.ts';
import type { KeySpec } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { HsmHosts, HsmPlace, ModulePlace, TokenName, TokenSight } from '../hsm/hsm-host.ts';
import type { KeyCrypto, SoftwareKey } from '../key/private-key.ts';

/** A pretended token, which outlives the engine. Its keys are software keys by the hexadecimal digits of their id. */
export interface MemoryToken {
  readonly serial: string;
  label: string;
  officerPin: string;
  userPin: string;
  isOpen: boolean;
  isPlugged: boolean;
  readonly keys: Map<string, SoftwareKey>;
}

/** What the pretended machine has; to be changed by the test. */
export interface HsmScript {
  readonly tokens: MemoryToken[];
  /** Libraries that can be loaded, by path. */
  readonly libraries: string[];
}

const utf8 = new TextDecoder();
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
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
  let modules: readonly ModulePlace[] = [];
  const watching = new Set<() => void>();
  const changed = (): void => {
    for (const work of watching) work();
  };
  const find = ({ serial, label, module }: TokenName): MemoryToken => {
    const token = script.tokens.find((it) => it.isPlugged && it.serial === serial && it.label === label);
    if (!token || !modules.some(({ id }) => id === module)) throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
    return token;
  };
  const opened = (name: TokenName): MemoryToken => {
    const token = find(name);
    if (!token.isOpen) throw new VaultError('HsmTokenLocked', { token: token.label });
    return token;
  };
  const check = (pin: Uint8Array, right: string): void => {
    if (utf8.decode(pin) !== right) throw new VaultError('PinRefused', { reason: 'wrong', state: 'low' });
  };
  const keep = ({ token, object }: HsmPlace, key: SoftwareKey) => {
    opened(token).keys.set(hex(object), key);
    return key.publicKey ? { publicKey: key.publicKey } : {};
  };
  const keyOf = ({ token, object }: HsmPlace, spec: KeySpec): SoftwareKey => {
    const key = opened(token).keys.get(hex(object));
    if (!key || !sameSpec(key.spec, spec)) throw new VaultError('HsmUnavailable', { token: token.label, reason: 'key-gone' });
    return key;
  };
  const use = async <T>(place: HsmPlace, spec: KeySpec, work: (key: ReturnType<KeyCrypto['open']>) => Promise<T>): Promise<T> => {
    const key = crypto.open(spec, keyOf(place, spec).material);
    try {
      return await work(key);
    } finally {
      key.close();
    }
  };
  return {
    apply(places) {
      modules = places;
      changed();
    },
    async inspect({ path }) {
      if (!script.libraries.includes(path)) throw new VaultError('HsmModuleUnfit', { reason: 'missing' });
    },
    find: async () => script.libraries.map((path) => ({ path, name: path })),
    current: () =>
      modules.map(({ id }) => ({
        id,
        state: 'ready',
        manufacturer: 'Memory',
        description: 'Tokens in memory',
        version: '1.0',
        cryptokiVersion: '2.40',
        crashes: 0,
        slots: script.tokens.map(({ label }, slot) => ({ slot, description: label, token: label === '' ? 'blank' : 'initialised' })),
        tokens: script.tokens.flatMap((token, slot) => (token.isPlugged && token.label !== '' ? [toSight(token, id, slot)] : [])),
      })),
    watch(work) {
      watching.add(work);
      return () => void watching.delete(work);
    },
    restart: async () => changed(),
    async initialise({ module, slot, label }, { officer, user }) {
      const token = script.tokens[slot];
      if (!token) throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
      Object.assign(token, { label, officerPin: utf8.decode(officer), userPin: utf8.decode(user), isOpen: false });
      token.keys.clear();
      changed();
      return { module, serial: token.serial, label };
    },
    async open(name, pin) {
      const token = find(name);
      check(pin, token.userPin);
      token.isOpen = true;
      changed();
    },
    async close(name) {
      find(name).isOpen = false;
      changed();
    },
    async changePin(name, role, pins) {
      const token = find(name);
      const which = role === 'user' ? 'userPin' : 'officerPin';
      check(pins.old, token[which]);
      token[which] = utf8.decode(pins.new);
    },
    async resetPin(name, pins) {
      const token = find(name);
      check(pins.officer, token.officerPin);
      token.userPin = utf8.decode(pins.user);
    },
    probe: async (name, time) => toAbility(opened(name), time),
    async generate(place, spec, _use) {
      opened(place.token);
      return { ...keep(place, await crypto.generate(spec, new AbortController().signal)), neverExtractable: true };
    },
    async bring(place, spec, _use, material) {
      return { ...keep(place, { spec, material: material.slice() }), neverExtractable: false };
    },
    has: async ({ token, object }) => opened(token).keys.has(hex(object)),
    async destroy({ token, object }) {
      opened(token).keys.delete(hex(object));
    },
    key: (place, spec) => ({
      sign: (algorithm, digest) => use(place, spec, (key) => key.sign(algorithm, digest)),
      encrypt: (algorithm, value, parts) => use(place, spec, (key) => key.encrypt(algorithm, value, parts)),
      decrypt: (algorithm, value, parts) => use(place, spec, (key) => key.decrypt(algorithm, value, parts)),
      close: () => undefined,
    }),
    random: async (_token, length) => new Uint8Array(length).fill(4),
    async stop() {
      for (const token of script.tokens) token.isOpen = false;
      modules = [];
    },
  };
}

const toSight = ({ serial, label, isOpen, keys }: MemoryToken, module: string, slot: number): TokenSight => ({
  module,
  serial,
  label,
  slot,
  manufacturer: 'Memory',
  model: 'Token',
  hardwareVersion: '1.0',
  firmwareVersion: '1.0',
  state: isOpen ? 'open' : 'locked',
  userPin: 'fine',
  officerPin: 'fine',
  hasPinPad: false,
  sessions: keys.size,
});

const toAbility = (_token: MemoryToken, time: number): TokenAbility => ({
  specs: [
    { family: 'RSA', bits: 2048 },
    { family: 'EC', curve: 'P-256' },
  ],
  native: ['RS256', 'ES256'],
  composed: ['RSA-OAEP-256'],
  imports: true,
  probedOn: time,
});
