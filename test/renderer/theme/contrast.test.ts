import { describe, expect, it } from 'vitest';
import { dark, light, type Scheme } from '../../../renderer/theme/token.ts';
import { contrast } from './contrast.ts';

const surfaces = ['background', 'surface', 'raised'] as const;
const texts = ['text', 'textSecond', 'textThird', 'accent', 'ok', 'notice', 'warning', 'danger', 'hardware'] as const;
const rows: readonly [string, Scheme, number][] = [
  ['light', light, 5],
  ['dark', dark, 6],
];

describe.each(rows)('in the %s appearance', (_name, scheme, least) => {
  it.each(texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)))('%s can be read on %s', (text, surface) => {
    expect(contrast(scheme[text], scheme[surface])).toBeGreaterThanOrEqual(least);
  });

  it.each(texts)('%s can be read on a chosen row', (text) => {
    expect(contrast(scheme[text], scheme.accentQuiet)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(surfaces)("a control's border is told from %s", (surface) => {
    expect(contrast(scheme.control, scheme[surface])).toBeGreaterThanOrEqual(3);
  });

  it.each(['accent', 'accentHover', 'danger', 'ok', 'notice', 'warning', 'hardware'] as const)(
    'the text on a %s button can be read',
    (fill) => {
      expect(contrast(scheme.onAccent, scheme[fill])).toBeGreaterThanOrEqual(least);
    },
  );

  it.each(surfaces)('the focus ring is told from %s', (surface) => {
    expect(contrast(scheme.accent, scheme[surface])).toBeGreaterThanOrEqual(3);
  });
});

it('black on white is the greatest contrast there is', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
});
