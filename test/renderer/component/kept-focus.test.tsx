import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useKeptFocus } from '../../../renderer/component/kept-focus.ts';

afterEach(cleanup);

function Room({ lines, decision = false }: { lines: readonly string[]; decision?: boolean }) {
  return (
    <>
      <main ref={useKeptFocus()}>
        <section aria-label="Lines">
          <ul>
            {lines.map((line) => (
              <li key={line}>
                <button>{line}</button>
              </li>
            ))}
          </ul>
        </section>
      </main>
      {decision && <button>Decide</button>}
    </>
  );
}

const button = (name: string) => screen.getByRole('button', { name });
const lines = () => screen.getByRole('region', { name: 'Lines' });

it('the part of the page around a line has the focus when the line is taken away', async () => {
  const { rerender } = render(<Room lines={['one', 'two']} />);
  button('one').focus();
  rerender(<Room lines={['two']} />);
  await waitFor(() => expect(document.activeElement).toBe(lines()));
  button('two').focus();
  expect(lines().hasAttribute('tabindex')).toBe(false);
});

it('it has it too when the line goes while its decision is open', async () => {
  const { rerender } = render(<Room lines={['one']} decision />);
  button('one').focus();
  button('Decide').focus();
  rerender(<Room lines={[]} decision />);
  expect(document.activeElement).toBe(button('Decide'));
  rerender(<Room lines={[]} />);
  await waitFor(() => expect(document.activeElement).toBe(lines()));
  rerender(<Room lines={[]} decision />);
  button('Decide').focus();
  rerender(<Room lines={[]} />);
  await waitFor(() => expect(document.activeElement).toBe(lines()));
});

it('what had it has it again when what covered the page is gone', async () => {
  const { rerender } = render(<Room lines={['one']} decision />);
  button('one').focus();
  button('Decide').focus();
  rerender(<Room lines={['one']} />);
  await waitFor(() => expect(document.activeElement).toBe(button('one')));
});

it('what else has the focus keeps it', async () => {
  const { rerender } = render(<Room lines={['one', 'two']} />);
  button('two').focus();
  rerender(<Room lines={['two']} />);
  await Promise.resolve();
  expect(document.activeElement).toBe(button('two'));
});
