import { join } from 'node:path';
import type { HsmHosts } from '../../app/hsm/hsm-host.ts';
import { createMemoryEndpointHost } from '../../app/memory/endpoint-host.ts';
import { createMemoryKeychain } from '../../app/memory/keychain.ts';
import { createMemoryMachine } from '../../app/memory/machine.ts';
import type { Operation } from '../../app/operation/bind.ts';
import { type Corridor, createCorridor } from '../../app/operation/corridor.ts';
import { createRefusalCount } from '../../app/operation/refusal-count.ts';
import type { StoreOpener } from '../../app/operation/store.ts';
import { operations } from '../../app/operation/table.ts';
import { createThrottle, type Throttle } from '../../app/operation/throttle.ts';
import { createHouse } from '../../app/seal/create-house.ts';
import type { Crypto, PassphraseHash } from '../../app/seal/crypto.ts';
import type { OpenHouse } from '../../app/seal/house.ts';
import { createNodeCrypto } from '../../main/crypto/node-crypto.ts';
import { createSecretSharing } from '../../main/crypto/secret-sharing.ts';
import { createSmallFile } from '../../main/crypto/small-file.ts';
import { openInstanceFolder } from '../../main/store/instance-folder.ts';
import { createOrderedId } from '../../main/ordered-id.ts';
import { createSystemClock } from '../../main/system-clock.ts';
import { fileCipher, openWindow, type Window } from '../support/a-house.ts';
import { createParserProcess } from '../../main/parser/parser-process.ts';
import { makeStock, setSecret } from './stock.ts';
import { authorityTool } from '../support/authority-tool.ts';
import { keyTool } from '../support/key-tool.ts';
import { factorTool } from '../support/factor-tool.ts';

/** How the ports of a house are dressed, so that time can be taken at them. */
export interface Dress {
  crypto(crypto: Crypto): Crypto;
  opener(opener: StoreOpener): StoreOpener;
  operations(operations: ReadonlyMap<string, Operation>): ReadonlyMap<string, Operation>;
  throttle(throttle: Throttle): Throttle;
  /** What a console needs to open the house later; absent where it stays in this process, which takes what is fast. */
  readonly lasting?: Pick<Parameters<typeof createHouse>[0], 'passphraseHash' | 'anchorPlaces'>;
  /** Absent where there is no token. */
  readonly hsm?: HsmHosts;
}

export const undressed: Dress = {
  crypto: (crypto) => crypto,
  opener: (opener) => opener,
  operations: (table) => table,
  throttle: (throttle) => throttle,
};

export interface BenchHouse {
  readonly corridor: Corridor;
  readonly window: Window;
  readonly rooms: OpenHouse;
  close(): Promise<void>;
}

const fileParser = createParserProcess({
  node: process.execPath,
  child: join(import.meta.dirname, '../../main/parser/parser-child.ts'),
  env: process.env,
  deadlineMs: 60_000,
  memoryMiB: 768,
});

export const secretCount = 100;
export const secretName = (at: number): string => `secret-${at % secretCount}`;
export const value = (): Uint8Array => new Uint8Array(1024).fill(0x61);

/**
 * An open house on a real disk, with someone signed in and a vault of a hundred secrets of 1 KiB.
 * @param report told of what fails beside any operation
 */
export async function openBenchHouse(folder: string, dress: Dress, report: (error: unknown) => void = raise): Promise<BenchHouse> {
  const crypto = dress.crypto(createNodeCrypto());
  // Passphrases are slow on purpose, and none is asked for while time is taken.
  const fastHash: PassphraseHash = { derive: async (secret, salt) => crypto.hkdfSha256(secret, salt, new Uint8Array(0), 32) };
  const passphraseHash = dress.lasting?.passphraseHash ?? fastHash;
  const clock = createSystemClock();
  const newId = createOrderedId(() => clock.now());
  const disk = openInstanceFolder(folder);
  const endpoint = createMemoryEndpointHost(clock);
  const tool = { ...keyTool, hsm: dress.hsm ?? keyTool.hsm };
  const house = await createHouse({
    crypto,
    passphraseHash,
    secretSharing: createSecretSharing(),
    keychain: createMemoryKeychain(),
    folder: { ...disk, store: dress.opener(disk.store) },
    machine: createMemoryMachine(),
    anchorPlaces: dress.lasting?.anchorPlaces ?? (() => [{ name: 'file', file: createSmallFile(join(folder, 'anchor')), restMs: 0 }]),
    endpoint,
    hsm: tool.hsm,
    keyCrypto: tool.keyCrypto,
    clock,
    newId,
    appVersion: '0.0.0',
    leave: () => undefined,
    lockWindow: () => undefined,
    report,
  });
  // The same throttle with time that flies: it counts every call and refuses none.
  const throttle = dress.throttle(createThrottle({ ...clock, ticks: () => clock.ticks() * 10_000 }));
  const corridor = createCorridor({
    operations: dress.operations(operations),
    house,
    crypto,
    passphraseHash,
    fileCipher,
    fileParser,
    ...factorTool(clock),
    ...authorityTool(clock),
    ...tool,
    endpoint,
    clock,
    throttle,
    refusals: createRefusalCount(clock),
    newId,
    reportBug: raise,
  });
  const window = openWindow(corridor);
  await makeStock(window);
  for (let at = 0; at < secretCount; at += 1) await setSecret(window, secretName(at), value());
  const rooms = house.open();
  if (!rooms) throw new Error('the house is not open');
  return { corridor, window, rooms, close: () => house.close() };
}

function raise(error: unknown): void {
  throw error;
}
