import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { toLocalText } from '../../../../renderer/component/date-time-field.tsx';
import { right } from '../../support/door-client.ts';
import { busyHouse } from '../../support/door-scene.ts';
import { withLayout } from '../../support/layout.ts';
import { fill, openLog, rows, settled } from './at-log.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout(1440, 300);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const more = async (person: Awaited<ReturnType<typeof openLog>>['person'], item: RegExp) => {
  await person.click(screen.getByRole('button', { name: 'More about the log' }));
  await person.click(await screen.findByRole('menuitem', { name: item }));
  return within(await screen.findByRole('dialog'));
};

describe('old records', () => {
  test('are deleted by age once it is said how many, with the words, a reason and the password', async () => {
    const scene = busyHouse(Date.now());
    const { client, person } = await openLog(scene);
    await settled();
    const dialog = await more(person, /Delete old records/);
    const border = scene.rows[603]?.time ?? 0;
    fill(dialog.getByLabelText(/Older than/), toLocalText(border));
    const words = await dialog.findByText(/^\d+ records? would be deleted\.$|^[\d,]+ records would be deleted\.$/);
    const count = Number(words.textContent?.replaceAll(/\D/g, ''));
    expect(count).toBeGreaterThan(500);
    const button = dialog.getByRole('button', { name: 'Delete for good' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fill(dialog.getByLabelText('Reason'), 'Kept as long as the policy says');
    fill(dialog.getByLabelText('Your password'), 'wrong');
    fill(dialog.getByLabelText(/^Type delete/), `delete ${count} records`);
    await person.click(button);
    expect(await dialog.findByText(/This is not your password/)).toBeTruthy();
    expect(scene.rows).toHaveLength(1204);
    fill(dialog.getByLabelText('Your password'), right.password);
    await person.click(button);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(scene.rows).toHaveLength(1204 - count));
    expect(await screen.findByText(/^[\d,]+ records deleted\. A record says which and why/)).toBeTruthy();
    expect(client.asked.filter(({ name }) => name === 'LogList').length).toBeGreaterThan(1);
  });

  test('that are selected are deleted by themselves', async () => {
    const scene = busyHouse(Date.now());
    const { person } = await openLog(scene);
    await settled();
    const chosen = scene.rows.slice(1, 3).map((row) => row.sequence);
    screen.getByRole('grid').focus();
    await person.keyboard('j j ');
    expect(await screen.findByText('2 records selected')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Delete records…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete 2 chosen records' }));
    await dialog.findByText('2 records would be deleted.');
    fill(dialog.getByLabelText('Reason'), 'Made by mistake');
    fill(dialog.getByLabelText('Your password'), right.password);
    fill(dialog.getByLabelText(/^Type delete/), 'delete 2 records');
    await person.click(dialog.getByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(scene.rows.some((row) => chosen.includes(row.sequence))).toBe(false));
    expect(scene.rows).toHaveLength(1202);
  });

  test('are kept for as long as is set, with a reason and the password', async () => {
    const scene = busyHouse(Date.now());
    const { person } = await openLog(scene);
    await settled();
    const dialog = await more(person, /How long records are kept/);
    await dialog.findByText('Now: for ever.');
    await person.selectOptions(dialog.getByLabelText('Kept'), '365');
    fill(dialog.getByLabelText('Reason'), 'The policy of this year');
    fill(dialog.getByLabelText('Your password'), right.password);
    fill(dialog.getByLabelText(/^Type keep/), 'keep 1 year');
    await person.click(dialog.getByRole('button', { name: 'Keep them shorter' }));
    await waitFor(() => expect(scene.log.retentionDays).toBe(365));
    expect(await screen.findByText('Records are kept 1 year from now on.')).toBeTruthy();
  });
});

describe('an export of the log', () => {
  /** What was handed over as a file. */
  const watchFiles = () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) files.push(blob);
      return 'blob:file';
    });
    vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
    return files;
  };

  test('holds what the list shows, oldest first', async () => {
    const files = watchFiles();
    const scene = busyHouse(Date.now());
    const { person } = await openLog(scene, '/log?result=["failed"]');
    await settled();
    await person.click(screen.getByRole('button', { name: 'Export' }));
    await person.click(await screen.findByRole('menuitem', { name: /^JSON lines/ }));
    const failed = scene.rows.filter((row) => row.result === 'failed').toReversed();
    expect(await screen.findByText(`${failed.length} records of the log exported.`)).toBeTruthy();
    expect(await files[0]?.text()).toBe(failed.map(({ sequence }) => `{"sequence":${sequence}}\n`).join(''));
  });

  test('shows how far it is, goes on without its screen, and leaves no file when it is stopped', async () => {
    const files = watchFiles();
    const scene = busyHouse(Date.now());
    const { person } = await openLog({ ...scene, log: { ...scene.log, stuckAfter: 200 } });
    await settled();
    await person.click(screen.getByRole('button', { name: 'Export' }));
    await person.click(await screen.findByRole('menuitem', { name: /^CSV/ }));
    await person.click(await screen.findByRole('button', { name: /Export the log as CSV · 200 of 1,204/ }));
    await person.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect((await screen.findAllByText('Export of the log stopped. No file was made.')).length).toBeGreaterThan(0);
    expect(files).toEqual([]);
    expect(rows().length).toBeGreaterThan(3);
  });
});
