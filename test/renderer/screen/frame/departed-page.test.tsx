import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultPreference, type Departure } from '../../../../app/contract/bridge.ts';
import { ShellContext } from '../../../../renderer/api/shell-context.tsx';
import { createShell, type Refusal } from '../../../../renderer/api/shell.ts';
import { DepartedPage } from '../../../../renderer/screen/frame/departed-page.tsx';

afterEach(cleanup);

function show(departure: Departure, refusal?: Refusal): void {
  const { shell, receive, depart } = createShell(() => undefined);
  receive({ kind: 'welcome', preference: defaultPreference });
  depart(departure, refusal);
  render(
    <ShellContext value={shell}>
      <DepartedPage />
    </ShellContext>,
  );
}

describe('an engine that cannot work here', () => {
  test('says that the slot file is damaged, and what to do', () => {
    show('stopped', { code: 'SlotFileDamaged', detail: '{}' });
    expect(screen.getByRole('heading').textContent).toContain('The file with the unlock slots is damaged');
  });

  test('says which format it found and which it knows', () => {
    show('stopped', { code: 'StoreNewer', detail: '{"found":7,"known":1}' });
    expect(screen.getByRole('heading').textContent).toContain('format 7; this one knows 1');
    expect(document.body.textContent).not.toContain('{');
  });

  test('that was only stopped says no more than that', () => {
    show('stopped');
    expect(screen.getByRole('heading').textContent).toContain('stopped');
  });
});
