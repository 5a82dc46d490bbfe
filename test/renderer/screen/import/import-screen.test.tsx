import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { mostPartBytes, mostUploadBytes } from '../../../../app/contract/upload.ts';
import { tooLong } from '../../../../renderer/screen/import/use-import.ts';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene } from '../../support/scene.ts';
import { type FileScene, someImportRows } from '../../support/scripted-file.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const now = Date.now();
const aFile = (name = '.env', text = 'DB_PASSWORD=hunter2\n') => new File([text], name);

async function atImport(change: Partial<FileScene> = {}) {
  const files: FileScene = { rows: someImportRows(now, 8), password: '', refused: [], ...change };
  const house = openConsole(fullScene(now), '/import?vault=payroll', { files });
  await screen.findByRole('heading', { level: 1, name: 'Import secrets' });
  const hand = (file: File) => house.person.upload(screen.getByLabelText('File to import'), file);
  return { ...house, hand };
}

async function atRows(change: Partial<FileScene> = {}) {
  const house = await atImport(change);
  await house.hand(aFile());
  await house.person.click(await screen.findByRole('button', { name: 'Preview' }));
  await screen.findByRole('grid', { name: 'Rows of the file' });
  await screen.findByRole('row', { name: /db-password/ });
  return house;
}

const row = (name: RegExp) => screen.findByRole('row', { name });

it('a file goes over in parts of at most 512 KiB, whole and in order', async () => {
  const { hand, client } = await atImport();
  const text = 'A=1\n'.repeat(200_000);
  await hand(aFile('.env', text));
  await screen.findByRole('heading', { name: 'Names' });
  const { parts } = client.handed;
  expect(parts.map((part) => part.length)).toEqual([mostPartBytes, text.length - mostPartBytes]);
  expect(parts.map((part) => new TextDecoder().decode(part)).join('')).toBe(text);
});

it('a file above the limit is refused here, with what to do', () => {
  expect(tooLong(mostUploadBytes)).toBeUndefined();
  expect(tooLong(mostUploadBytes + 1)).toMatch(/at most 64 MiB. Split it/);
});

it('a file that can’t be read says why and where, in place', async () => {
  const { hand } = await atImport({ unreadable: new VaultError('FileUnreadable', { reason: 'format', line: 12 }) });
  await hand(aFile('list.json', '{'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/isn’t in the format that was chosen \(line 12\)/);
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeTruthy();
});

it('the naming rule shows what it does as it changes, and is what the engine is asked', async () => {
  const { hand, person, client } = await atImport();
  await hand(aFile());
  fill(await screen.findByRole('textbox', { name: 'Prefix' }), 'shop-');
  const examples = screen.getByRole('list', { name: 'Examples' });
  expect(examples.textContent).toContain('shop-db-password');
  await person.selectOptions(screen.getByRole('combobox', { name: /Between parts/ }), '--');
  expect(examples.textContent).toContain('shop-mail--smtp-key');
  await person.click(screen.getByRole('checkbox', { name: 'Compare with what is there' }));
  await person.click(screen.getByRole('button', { name: 'Preview' }));
  await screen.findByRole('grid', { name: 'Rows of the file' });
  expect(client.handed.plans[0]).toMatchObject({ naming: { prefix: 'shop-', separator: '--', lowerCase: true }, compare: true });
});

it('the columns of a CSV file are proposed, and can be chosen', async () => {
  const { hand, person, client } = await atImport({ columns: ['title', 'secret', 'team', '=cmd()'] });
  await hand(aFile('list.csv', 'title,secret,team\n'));
  expect(await screen.findByRole('combobox', { name: 'Value' })).toHaveProperty('value', 'secret');
  await person.click(screen.getByRole('checkbox', { name: 'team' }));
  await person.click(screen.getByRole('button', { name: 'Preview' }));
  await screen.findByRole('grid', { name: 'Rows of the file' });
  expect(client.handed.plans[0]?.columns).toEqual({ name: 'title', value: 'secret', tags: ['team'] });
});

it('each row says what it would do, and why it can’t', async () => {
  await atRows();
  expect((await row(/db-password/)).textContent).toContain('changed');
  expect((await row(/old-token/)).textContent).toMatch(/in the bin until/);
  expect((await row(/€/)).textContent).toContain('no letter or digit in its name');
  expect((await row(/gmail/)).textContent).toContain('a person’s?');
});

it('hostile names stay text', async () => {
  const { person } = await atRows();
  await person.click(await row(/HYPERLINK/));
  expect(await screen.findByText('=HYPERLINK("http://evil")', { selector: 'dd *' })).toBeTruthy();
  expect(document.querySelector('b')).toBeNull();
});

it('chips narrow the rows to a status, and one choice holds for all of them', async () => {
  const { person, files } = await atRows();
  await person.click(screen.getByRole('button', { name: /^in the bin 1/ }));
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
  await person.click(screen.getByRole('button', { name: 'recover, then write' }));
  await waitFor(() => expect(files.rows.find(({ name }) => name === 'old-token')?.choice).toBe('recover'));
});

it('a row is walked to, and given another name, by keys alone', async () => {
  const { person, files } = await atRows();
  screen.getByRole('grid', { name: 'Rows of the file' }).focus();
  await person.keyboard('jjjj{Enter}');
  const name = await screen.findByRole('textbox', { name: 'Name' });
  fill(name, 'euro');
  name.focus();
  await person.keyboard('{Enter}');
  await waitFor(() => expect(files.rows[4]).toMatchObject({ name: 'euro', status: 'new', choice: 'write' }));
});

it('a dry run says what would be refused, and writes nothing', async () => {
  const { person, client } = await atRows({ refused: ['db-password'] });
  await person.click(screen.getByRole('button', { name: 'Dry run' }));
  expect(await screen.findByText(/1 refused, with the reason in their row. Nothing was written/)).toBeTruthy();
  expect((await row(/db-password/)).textContent).toContain('your roles don’t include it');
  expect(client.handed.closed).toEqual([]);
});

it('an import ends with what was written and refused, and the file is forgotten', async () => {
  const { person, client } = await atRows({ refused: ['db-password'] });
  await person.click(screen.getByRole('button', { name: /^Import \d+ secrets/ }));
  expect(await screen.findByText(/written.*1 refused/)).toBeTruthy();
  expect(within(screen.getByRole('list', { name: 'Refused' })).getByText('db-password')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save what was refused' })).toBeTruthy();
  expect(client.handed.closed).toHaveLength(1);
});

it('leaving the preview has the engine forget the file', async () => {
  const { router, client } = await atRows();
  await router.navigate({ to: '/integrity' });
  await waitFor(() => expect(client.handed.closed).toHaveLength(1));
});
