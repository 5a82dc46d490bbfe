import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createHsmSlot, lookForToken, openHsmSlot } from '../../../app/seal/hsm-slot.ts';
import type { SlotOf } from '../../../app/seal/slot.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import type { HostPace } from '../../../main/hsm/hosts.ts';
import { commandLine, processTree } from '../shell/support/process-tree.ts';
import { aFaultModule, type FaultModule } from './support/fault-module.ts';
import { aGround, anOpenToken, aPin, type Ground, nssIn, otherPin, refusal } from './support/soft-token.ts';

const crypto = createNodeCrypto();
const keyCrypto = createKeyCrypto();
const instanceId = '6f0d1c1e-7a53-4a3e-9a55-0f7f3c9f2f10';
const object = '00112233445566778899aabbccddeeff';
const slotId = '11111111-1111-4111-8111-111111111111';
const gcm = 'refuse 0x1087';

interface SlotGround {
  readonly ground: Ground;
  readonly fault: FaultModule;
  readonly slot: SlotOf<'hsm'>;
  readonly rootKey: Uint8Array;
  open(pin?: Uint8Array): Promise<Uint8Array | undefined>;
}

const depsOf = ({ hosts }: Ground) => ({ crypto, keyCrypto, hsm: hosts, instanceId });

/** Makes a slot in the open token of a ground, and ends the library. */
async function makeSlot(ground: Ground, library: { path: string; parameters: string }) {
  const name = await anOpenToken(ground);
  const token = ground.token(name);
  if (!token) throw new Error('no token');
  const rootKey = crypto.random(32);
  const slotName = { id: slotId, label: 'HSM', createdOn: 1 };
  try {
    return { rootKey, slot: await createHsmSlot(depsOf(ground), slotName, { token, library, object }, rootKey) };
  } finally {
    ground.hosts.apply([]);
  }
}

/** A slot in a token of a library that can be told to fail. @param first what it is told while the slot is made */
async function aSlotGround(pace: Partial<HostPace> = {}, ...first: readonly string[]): Promise<SlotGround> {
  let fault: FaultModule | undefined;
  const ground = aGround({
    pace,
    library(folder) {
      fault = aFaultModule(folder);
      fault.tell(...first);
      return { path: fault.path, parameters: '' };
    },
  });
  if (!fault) throw new Error('no module');
  const { path } = fault;
  const made = await makeSlot(ground, { path, parameters: '' });
  return { ground, fault, ...made, open: (pin = aPin()) => openHsmSlot(depsOf(ground), made.slot, pin) };
}

/** Nobody is left who was given the PIN. */
const noHosts = (): Promise<void> =>
  vi.waitFor(() =>
    expect(processTree(process.pid).filter((pid) => commandLine(pid).some((word) => word.endsWith('host-child.ts')))).toEqual([]),
  );

describe('an unlock slot in a real token', { timeout: 60_000 }, () => {
  it('of SoftHSM opens by AES-GCM, and no process is left that saw the PIN', async () => {
    const { slot, rootKey, open } = await aSlotGround();
    expect(slot.parameters).toMatchObject({ algorithm: 'A256GCM', token: { label: 'Office HSM', manufacturer: 'SoftHSM project' } });
    expect(await open()).toEqual(rootKey);
    await noHosts();
    expect(await open()).toEqual(rootKey);
  });

  it('of NSS opens as well', async () => {
    let library = { path: '', parameters: '' };
    const ground = aGround({ library: (folder) => (library = nssIn(folder)) });
    const { slot, rootKey } = await makeSlot(ground, library);
    expect(slot.parameters.library).toEqual(library);
    expect(await openHsmSlot(depsOf(ground), slot, aPin())).toEqual(rootKey);
    await expect(openHsmSlot(depsOf(ground), slot, otherPin())).rejects.toMatchObject(refusal('PinRefused', { reason: 'wrong' }));
    await noHosts();
  });

  it('that has no AES-GCM opens by RSA-OAEP with SHA-256, and has no public half left for which others could seal', async () => {
    const { ground, slot, rootKey, open } = await aSlotGround({}, `C_EncryptInit ${gcm}`);
    expect(slot.parameters.algorithm).toBe('RSA-OAEP-256');
    const [folder = ''] = readdirSync(join(ground.folder, 'tokens'));
    expect(readdirSync(join(ground.folder, 'tokens', folder)).filter((file) => /^(?!token).*\.object$/.test(file))).toHaveLength(1);
    expect(await open()).toEqual(rootKey);
  });

  it('that can do neither is refused', async () => {
    await expect(aSlotGround({}, `C_EncryptInit ${gcm}`, 'C_GenerateKeyPair error 0x70')).rejects.toMatchObject(
      refusal('KeyUnsupported', { by: 'Office HSM', reason: 'token' }),
    );
  });

  it('says that a PIN is wrong, how near the lock is, and asks the token once', async () => {
    const { open, rootKey } = await aSlotGround();
    await expect(open(otherPin())).rejects.toMatchObject(refusal('PinRefused', { reason: 'wrong', state: 'low' }));
    await noHosts();
    expect(await open()).toEqual(rootKey);
  });

  it('says that the PIN is locked', async () => {
    const { fault, open } = await aSlotGround();
    fault.tell('C_Login error 0xa4', 'C_GetTokenInfo flags 0x40000');
    await expect(open()).rejects.toMatchObject(refusal('PinRefused', { reason: 'locked', state: 'locked' }));
  });

  it('says that the token is away, and sees it come', async () => {
    const { ground, slot, rootKey, open } = await aSlotGround();
    const tokens = join(ground.folder, 'tokens');
    const [folder = ''] = readdirSync(tokens);
    renameSync(join(tokens, folder), join(ground.folder, 'away'));
    await expect(open()).rejects.toMatchObject(refusal('HsmUnavailable', { token: 'Office HSM', reason: 'absent' }));
    const look = () => lookForToken({ hsm: ground.hosts }, slot);
    look();
    await ground.seen(({ state }) => state === 'ready');
    expect(look().token).toBeUndefined();
    renameSync(join(ground.folder, 'away'), join(tokens, folder));
    ground.hosts.apply([]);
    look();
    await ground.seen(({ state }) => state === 'ready');
    expect(look().token).toMatchObject({ label: 'Office HSM', userPin: 'fine' });
    expect(await open()).toEqual(rootKey);
  });

  it('does not open by a token of the same label', async () => {
    const { ground, fault, slot, open } = await aSlotGround();
    const tokens = join(ground.folder, 'tokens');
    for (const folder of readdirSync(tokens)) renameSync(join(tokens, folder), join(ground.folder, folder));
    ground.hosts.apply([{ id: slotId, path: fault.path, parameters: '' }]);
    await ground.seen(({ state }) => state === 'ready');
    const [blank] = ground.sight().slots;
    const pins = { officer: otherPin(), user: aPin() };
    await ground.hosts.initialise({ module: slotId, slot: blank?.slot ?? 0, label: slot.parameters.token.label }, pins);
    await expect(open()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'absent' }));
  });

  it.each(['C_Initialize crash', 'C_Login crash', 'C_Decrypt crash'])('outlives a library that dies (%s)', async (line) => {
    const { fault, rootKey, open } = await aSlotGround();
    fault.tell(line);
    await expect(open()).rejects.toMatchObject(refusal('HsmUnavailable', { token: 'Office HSM', reason: 'crashed' }));
    fault.tell();
    expect(await open()).toEqual(rootKey);
  });

  it.each(['C_Login hang', 'C_Decrypt hang'])('outlives a library that hangs (%s)', async (line) => {
    const { fault, rootKey, open } = await aSlotGround({ patience: { load: 30_000, use: 2_000, pin: 2_000, make: 30_000 } });
    fault.tell(line);
    await expect(open()).rejects.toMatchObject(refusal('HsmUnavailable', { token: 'Office HSM', reason: 'hung' }));
    await noHosts();
    fault.tell();
    expect(await open()).toEqual(rootKey);
  });

  it('does not take what the token answers for more than it is', async () => {
    const { fault, open } = await aSlotGround();
    fault.tell('C_Decrypt length 9999');
    await expect(open()).rejects.toMatchObject(refusal('HsmUnavailable'));
    fault.tell('C_FindObjects length 0');
    await expect(open()).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'key-gone' }));
  });

  it('says that its library is gone', async () => {
    const { ground, fault, open } = await aSlotGround();
    renameSync(fault.path, join(ground.folder, 'moved.so'));
    await expect(open()).rejects.toMatchObject(refusal('HsmModuleUnfit', { reason: 'missing' }));
  });
});
