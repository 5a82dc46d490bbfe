import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { openText, recipientProblem } from '../../../../renderer/screen/export/export-draft.ts';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene } from '../../support/scene.ts';
import type { FileScene } from '../../support/scripted-file.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function exporting(change: Partial<FileScene> = {}) {
  const files: FileScene = { rows: [], password: 'my very own password', refused: [], ...change };
  const house = openConsole(fullScene(Date.now()), '/vaults/payroll', { files });
  await house.person.click(await screen.findByRole('button', { name: 'Export' }));
  const panel = await screen.findByRole('dialog', { name: 'Export everything in payroll' });
  return { ...house, panel, start: () => within(panel).getByRole('button', { name: /^Export/ }) };
}

it('a file is encrypted unless something else is chosen, by a passphrase entered twice', async () => {
  const { panel, person, start, client } = await exporting();
  expect(within(panel).getByRole('radio', { name: 'Encrypted by a passphrase' })).toHaveProperty('checked', true);
  fill(within(panel).getByLabelText('Passphrase'), 'seven stout wagons uphill');
  await person.click(start());
  expect((await within(panel).findByRole('alert')).textContent).toContain('not the same');
  expect(client.asked).not.toContain('ExportPrepare');
  fill(within(panel).getByLabelText('Passphrase again'), 'seven stout wagons uphill');
  await person.click(start());
  expect(await screen.findByText(/8 secrets exported. The file lies at/)).toBeTruthy();
  expect(screen.getByText('age -d -o 2026-11-22-payroll.json 2026-11-22-payroll.json.age')).toBeTruthy();
});

it('clear text needs the words, a reason and the own password', async () => {
  const { panel, person, start } = await exporting();
  await person.click(within(panel).getByRole('radio', { name: 'In clear' }));
  await person.click(start());
  expect(within(panel).getAllByRole('alert').length).toBeGreaterThan(2);
  fill(within(panel).getByRole('textbox', { name: /Type export in clear/ }), 'export in clear');
  fill(within(panel).getByRole('textbox', { name: 'Reason' }), 'Audit of 2026');
  fill(within(panel).getByLabelText('Your password'), 'not mine at all');
  await person.click(start());
  expect(await within(panel).findByText(/This is not your password/)).toBeTruthy();
  fill(within(panel).getByLabelText('Your password'), 'my very own password');
  await person.click(start());
  expect(await screen.findByText(/It is not encrypted/)).toBeTruthy();
});

it('what was refused is said at the end, with a file of it', async () => {
  const { panel, person, start } = await exporting({ refused: ['db-password'] });
  await person.click(within(panel).getByRole('radio', { name: 'Encrypted to age recipients' }));
  fill(within(panel).getByRole('textbox', { name: 'Recipients' }), 'age1abc\nage1def');
  await person.click(start());
  expect(await screen.findByText(/7 secrets exported|8 secrets exported, 1 refused/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save what was refused' })).toBeTruthy();
});

it('an export that is given up asks the engine for nothing', async () => {
  const { panel, person, client } = await exporting();
  await person.click(within(panel).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(client.asked).not.toContain('ExportPrepare');
});

it.each([
  ['', /at least one/],
  ['age1abc ssh-ed25519', /no age recipient/],
  [Array.from({ length: 21 }, (_, at) => `age1x${at}`).join('\n'), /At most 20/],
])('recipients %j are refused with a sentence', (text, sentence) => {
  expect(recipientProblem(text)).toMatch(sentence);
});

it('a file in clear is to be moved and deleted', () => {
  expect(openText('clear', '/home/ada/payroll.json').words).toMatch(/delete it/);
});
