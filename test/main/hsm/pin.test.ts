import { describe, expect, it } from 'vitest';
import { aFaultModule } from './support/fault-module.ts';
import { aGround, anOpenToken, aPin, aPlace, aToken, moduleId, officerPin, otherPin, refusal, signUse } from './support/soft-token.ts';

const p256 = { family: 'EC', curve: 'P-256' } as const;
const digest = new Uint8Array(32);

describe('the PINs of a token', { timeout: 60_000 }, () => {
  it('open it, and nothing is done in it before or after', async () => {
    const ground = aGround();
    const { hosts } = ground;
    const token = await aToken(ground);
    const place = aPlace(token);
    const locked = refusal('HsmTokenLocked', { token: token.label });
    expect(ground.token(token)).toMatchObject({ state: 'locked', userPin: 'fine', officerPin: 'fine' });
    await expect(hosts.generate(place, p256, signUse)).rejects.toMatchObject(locked);
    await hosts.open(token, aPin());
    expect(ground.token(token)?.state).toBe('open');
    await hosts.generate(place, p256, signUse);
    await hosts.close(token);
    expect(ground.token(token)?.state).toBe('locked');
    await expect(hosts.key(place, p256).sign('ES256', digest)).rejects.toMatchObject(locked);
    await hosts.open(token, aPin());
    expect(await hosts.key(place, p256).sign('ES256', digest)).toHaveLength(64);
    expect(ground.sight().crashes).toBe(0);
  });

  it('are refused when they are wrong, and it is told how near the lock is', async () => {
    const ground = aGround();
    const token = await aToken(ground);
    await expect(ground.hosts.open(token, otherPin())).rejects.toMatchObject(refusal('PinRefused', { reason: 'wrong', state: 'low' }));
    expect(ground.token(token)).toMatchObject({ state: 'locked', userPin: 'low' });
    await ground.hosts.open(token, aPin());
    expect(ground.token(token)).toMatchObject({ state: 'open', userPin: 'fine' });
    await expect(ground.hosts.open(token, otherPin())).rejects.toMatchObject(refusal('PinRefused', { reason: 'wrong' }));
    expect(ground.token(token)).toMatchObject({ state: 'open', userPin: 'fine' });
  });

  it('are changed by whoever knows the old one, while the token is open or not', async () => {
    const ground = aGround();
    const { hosts } = ground;
    const token = await aToken(ground);
    await expect(hosts.changePin(token, 'user', { old: otherPin(), new: aPin() })).rejects.toMatchObject(
      refusal('PinRefused', { reason: 'wrong' }),
    );
    await hosts.changePin(token, 'user', { old: aPin(), new: otherPin() });
    await hosts.open(token, otherPin());
    await hosts.changePin(token, 'user', { old: otherPin(), new: aPin() });
    await hosts.changePin(token, 'officer', { old: officerPin(), new: otherPin() });
    expect(ground.token(token)?.state).toBe('open');
    await hosts.close(token);
    await expect(hosts.resetPin(token, { officer: officerPin(), user: aPin() })).rejects.toMatchObject(
      refusal('PinRefused', { reason: 'wrong' }),
    );
    await hosts.resetPin(token, { officer: otherPin(), user: otherPin() });
    await hosts.open(token, otherPin());
    await expect(hosts.changePin(token, 'user', { old: otherPin(), new: new Uint8Array(1).fill(49) })).rejects.toMatchObject(
      refusal('PinRefused', { reason: 'length' }),
    );
  });

  it('stay out of a token whose PIN is locked, unset or typed on itself, whatever they would do there', async () => {
    let fault: ReturnType<typeof aFaultModule> | undefined;
    const ground = aGround({
      library(folder) {
        fault = aFaultModule(folder);
        return { path: fault.path, parameters: '' };
      },
    });
    const token = await aToken(ground);
    fault?.tell('C_Login error 0xa4', 'C_GetTokenInfo flags 0x40000');
    await expect(ground.hosts.open(token, aPin())).rejects.toMatchObject(refusal('PinRefused', { reason: 'locked', state: 'locked' }));
    fault?.tell('C_Login error 0x102');
    await expect(ground.hosts.open(token, aPin())).rejects.toMatchObject(refusal('PinRefused', { reason: 'unset' }));
    fault?.tell('C_GetTokenInfo flags 0x100', 'C_Login crash');
    const isPad = refusal('PinRefused', { reason: 'pad' });
    await expect(ground.hosts.open(token, aPin())).rejects.toMatchObject(isPad);
    fault?.tell('C_GetTokenInfo flags 0x100', ...['C_Login', 'C_InitToken', 'C_InitPIN', 'C_SetPIN'].map((call) => `${call} crash`));
    await ground.seen(({ tokens }) => tokens.some(({ hasPinPad }) => hasPinPad));
    const [officer, user] = [officerPin(), otherPin()];
    for (const role of ['user', 'officer'] as const) {
      await expect(ground.hosts.changePin(token, role, { old: aPin(), new: otherPin() })).rejects.toMatchObject(isPad);
    }
    await expect(ground.hosts.resetPin(token, { officer, user })).rejects.toMatchObject(isPad);
    const slot = ground.token(token)?.slot ?? 0;
    await expect(ground.hosts.initialise({ module: moduleId, slot, label: 'another' }, { officer, user })).rejects.toMatchObject(isPad);
    expect(ground.sight().crashes).toBe(0);
  });
});

describe('a token that is initialised', { timeout: 60_000 }, () => {
  it('has the name that it was given, of up to 32 bytes, and no key of before', async () => {
    const ground = aGround();
    const { hosts } = ground;
    const token = await anOpenToken(ground);
    const place = aPlace(token);
    await hosts.generate(place, p256, signUse);
    const slot = ground.token(token)?.slot ?? 0;
    const pins = { officer: officerPin(), user: otherPin() };
    await expect(hosts.initialise({ module: moduleId, slot, label: 'ü'.repeat(17) }, pins)).rejects.toMatchObject(refusal('BadParameter'));
    const again = await hosts.initialise({ module: moduleId, slot, label: 'ü'.repeat(16) }, pins);
    expect(again.label).toBe('ü'.repeat(16));
    expect(ground.token(token)).toBeUndefined();
    await hosts.open(again, otherPin());
    expect(await hosts.has({ token: again, object: place.object })).toBe(false);
    await expect(hosts.open(token, aPin())).rejects.toMatchObject(refusal('HsmUnavailable', { reason: 'absent' }));
  });

  it('stands beside others, each with its own PIN and keys', async () => {
    const ground = aGround();
    const { hosts } = ground;
    const one = await aToken(ground, 'one');
    const other = await aToken(ground, 'other');
    await hosts.open(one, aPin());
    await hosts.open(other, aPin());
    const place = aPlace(one);
    await hosts.generate(place, p256, signUse);
    expect(await hosts.has({ token: other, object: place.object })).toBe(false);
    await hosts.close(other);
    expect(await hosts.key(place, p256).sign('ES256', digest)).toHaveLength(64);
    expect(ground.token(other)?.state).toBe('locked');
  });
});
