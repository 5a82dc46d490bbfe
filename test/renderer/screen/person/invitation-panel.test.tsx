import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { InvitationPanel } from '../../../../renderer/screen/person/invitation-panel.tsx';
import { utf8 } from '../../../support/a-house.ts';
import { dressed } from '../../support/dressed.tsx';
import { createScriptedClient } from '../../support/scripted-client.ts';
import { emptyScene } from '../../support/scene.ts';

afterEach(cleanup);

it('of a code that was shown nothing is left once its panel is gone, however it went', async () => {
  const now = Date.now();
  const { Around } = dressed(createScriptedClient(emptyScene(now)));
  const code = utf8('ABCD-EFGH-JKMN');
  const person = {
    id: crypto.randomUUID(),
    name: 'lena',
    displayName: 'Lena \u202Egro.live',
    state: 'invited' as const,
    secondFactor: true,
    factors: [],
    createdOn: now,
    revision: 1,
  };
  const { unmount } = render(
    <Around>
      <InvitationPanel invitation={{ person, code, until: now + 60_000 }} onClose={() => undefined} />
    </Around>,
  );
  // A name that would turn the line around is shown for what it is.
  expect(await screen.findByRole('dialog', { name: /^One-time code for Lena .*U\+202E/ })).toBeTruthy();
  expect(screen.getByRole('region', { name: 'One-time code' }).textContent).toBe('ABCD-EFGH-JKMN');
  unmount();
  expect([...code]).toEqual(Array.from({ length: code.length }, () => 0));
  expect(document.body.textContent).not.toContain('ABCD');
});
