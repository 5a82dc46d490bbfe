import type { Departure } from '../contract/bridge.ts';
import type { EndpointHost } from '../endpoint/endpoint-host.ts';
import type { KeyCrypto } from '../key/private-key.ts';
import type { HsmHosts } from '../hsm/hsm-host.ts';
import type { Clock } from '../operation/clock.ts';
import type { Crypto, Keychain, PassphraseHash, SecretSharing } from './crypto.ts';
import type { AnchorPlace, InstanceFolder } from './instance-folder.ts';
import type { Machine } from './machine.ts';

/** What the house is built from. */
export interface HouseDeps {
  readonly crypto: Crypto;
  readonly passphraseHash: PassphraseHash;
  readonly secretSharing: SecretSharing;
  readonly keychain: Keychain;
  readonly folder: InstanceFolder;
  readonly machine: Machine;
  readonly anchorPlaces: (instanceId: string) => readonly AnchorPlace[];
  /** Where applications come in, while the house is open. */
  readonly endpoint: EndpointHost;
  /** Where keys are that never leave, while the house is open. */
  readonly hsm: HsmHosts;
  /** What makes the keys that are rotated by themselves. */
  readonly keyCrypto: KeyCrypto;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly appVersion: string;
  /** Told when the engine's process shall end. */
  readonly leave: (departure: Departure) => void;
  /** Told when every session and page of the window shall end, and the engine stay: applications are still served. */
  readonly lockWindow: () => void;
  /** Told of what failed beside any operation, such as writing the anchor. Never holds a secret. */
  readonly report: (error: unknown) => void;
}
