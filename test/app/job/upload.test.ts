import { describe, expect, it } from 'vitest';
import { mostPartBytes, mostUploadBytes } from '../../../app/contract/upload.ts';
import { aHouse, password, utf8 } from '../../support/a-house.ts';
import { upload } from '../import/an-import.ts';

const bad = (path: string, problem: string): unknown =>
  expect.objectContaining({ code: 'BadParameter', data: { issues: [expect.objectContaining({ path, problem })] } });
const gone: unknown = expect.objectContaining({ code: 'StagedNotFound', data: { what: 'upload' } });

describe('an upload', () => {
  it('is whole when its parts have come one after the other', async () => {
    const { window } = await aHouse();
    const id = await upload(window, utf8('A=1\nB=2'), 3);
    expect(await window.call('ImportOpen', { upload: id, fileName: '.env', vault: 'payroll' })).toMatchObject({ rowCount: 2 });
  });

  it('is refused before all of it has come, and then goes on', async () => {
    const { window } = await aHouse();
    const { upload: id } = await window.call('UploadBegin', { sizeBytes: 3 });
    const open = () => window.call('ImportOpen', { upload: id, fileName: '.env', vault: 'payroll' });
    await window.call('UploadSend', { upload: id, part: utf8('A=') });
    await expect(open()).rejects.toEqual(bad('part', 'too_small'));
    await window.call('UploadSend', { upload: id, part: utf8('1') });
    expect(await open()).toMatchObject({ rowCount: 1 });
  });

  it('takes no more than was announced', async () => {
    const { window } = await aHouse();
    const { upload: id } = await window.call('UploadBegin', { sizeBytes: 3 });
    await expect(window.call('UploadSend', { upload: id, part: utf8('A=12') })).rejects.toEqual(bad('part', 'too_big'));
    await window.call('UploadSend', { upload: id, part: utf8('A=1') });
    await expect(window.call('UploadSend', { upload: id, part: utf8('2') })).rejects.toEqual(bad('part', 'too_big'));
  });

  it('is of a size that the engine can hold, and so are its parts', async () => {
    const { window } = await aHouse();
    await expect(window.call('UploadBegin', { sizeBytes: mostUploadBytes + 1 })).rejects.toEqual(bad('sizeBytes', 'too_big'));
    const { upload: id } = await window.call('UploadBegin', { sizeBytes: mostUploadBytes });
    await expect(window.call('UploadSend', { upload: id, part: new Uint8Array(mostPartBytes + 1) })).rejects.toEqual(
      bad('part', 'too_big'),
    );
  });

  it('is over with the session that began it', async () => {
    const { window } = await aHouse();
    const id = await upload(window, utf8('A=1'));
    await window.call('SessionDelete', {});
    await window.call('SessionCreate', { person: 'ada', password: utf8(password) });
    await expect(window.call('UploadSend', { upload: id, part: utf8('x') })).rejects.toEqual(gone);
  });

  it('is over ten minutes after its last part', async () => {
    const { ground, window } = await aHouse();
    const id = await upload(window, utf8('A=1'));
    ground.clock.pass(10 * 60_000);
    await expect(window.call('ImportOpen', { upload: id, fileName: '.env', vault: 'payroll' })).rejects.toEqual(gone);
  });

  it('is over when the house closes', async () => {
    const { engine, window } = await aHouse();
    await upload(window, utf8('A=1'));
    await engine.house.close();
    expect(engine.bugs).toEqual([]);
  });
});
