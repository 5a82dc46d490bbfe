import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { IdentityName } from '../../../../renderer/screen/log/identity-name.tsx';
import { dressed } from '../../support/dressed.tsx';
import { aLogRow } from '../../support/sample.ts';
import { emptyScene } from '../../support/scene.ts';
import { createScriptedClient } from '../../support/scripted-client.ts';

const now = Date.now();
afterEach(cleanup);

function shown(change: Parameters<typeof aLogRow>[2]) {
  const { Around } = dressed(createScriptedClient(emptyScene(now)));
  render(
    <Around>
      <IdentityName row={aLogRow(1, now, change)} />
    </Around>,
  );
  return { name: document.body.textContent, sign: screen.queryByRole('img', { name: 'application' }) };
}

it('an application that asked bears its sign', () => {
  const { name, sign } = shown({ door: 'rest', identity: 'payroll-worker', address: '127.0.0.1' });
  expect(name).toContain('payroll-worker');
  expect(sign).toBeTruthy();
});

it('a person bears none, nor does who came through the same door without proving who they are', () => {
  expect(shown({ door: 'window' }).sign).toBeNull();
  cleanup();
  expect(shown({ door: 'rest', identity: 'nobody', identityId: '' }).sign).toBeNull();
});
