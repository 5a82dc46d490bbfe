import * as fc from 'fast-check';
import { utf8 } from '../../support/a-house.ts';

/** What has broken writers and readers of such files before. */
const hostile = [
  '',
  ' ',
  "'",
  '"',
  '`',
  '\\',
  '\\n',
  '\\r',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\0',
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '＝1',
  "'=1",
  '#',
  ' # ',
  '$HOME',
  '${HOME}',
  '$(id)',
  ',',
  ';',
  'A=b',
  'export A=b\n',
  '\u001b[31m',
  '\u009b',
  '\u202e',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u00a0',
  '\u{e0041}',
  '💣',
  '</script>',
  '{"a":1}',
];

const piece = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 }));

/** Text that UTF-8 can hold, of pieces that have meaning somewhere. */
export const hostileText = fc
  .array(piece, { maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((text) => text.isWellFormed());

const instant = fc.integer({ min: 0, max: 4_102_444_800 }).map((second) => second * 1000);
const name = fc.stringMatching(/^[a-zA-Z0-9-]{1,20}$/);

/** A secret with anything in it that the contract lets in. */
export const anExportedSecret = fc
  .record({
    vault: fc.constantFrom('payroll', 'shop-prod'),
    name,
    value: hostileText.map(utf8),
    contentType: fc
      .option(
        hostileText.map((text) => text.replace(/\p{Cc}/gu, '').slice(0, 100)),
        { nil: undefined },
      )
      .filter((text) => text?.isWellFormed() ?? true),
    enabled: fc.boolean(),
    notBefore: fc.option(instant, { nil: undefined }),
    expires: fc.option(instant, { nil: undefined }),
    tags: fc.dictionary(
      hostileText.filter((text) => text.length > 0 && text !== '__proto__'),
      hostileText,
      { maxKeys: 4, noNullPrototype: true },
    ),
  })
  .filter(({ notBefore, expires }) => notBefore === undefined || expires === undefined || notBefore < expires);
