import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { compactJson, prettyJson } from '../../../app/contract/json-form.ts';
import { mostValueBytes } from '../../../app/contract/secret.ts';
import { formOf } from '../../../app/contract/value-form.ts';
import { Banner } from '../../component/banner.tsx';
import { Field } from '../../component/field.tsx';
import { TextArea } from '../../component/text-area.tsx';
import type { LineEnd } from './line-end.ts';
import type { ValueDraft } from './value-draft.ts';

interface ValueFieldProps {
  value: ValueDraft;
  contentType: string;
  error: string | undefined;
  onTyped: () => void;
  autoFocus?: boolean;
}

const lineEndNotes = {
  LF: 'lines end as LF.',
  CRLF: 'lines end as CRLF, as in the current value.',
  CR: 'lines end as CR, as in the current value.',
  mixed: 'lines end as LF.',
} as const satisfies Record<LineEnd, string>;

const counted = (bytes: number) => `${bytes.toLocaleString('en')} of ${mostValueBytes.toLocaleString('en')} bytes`;

/** Where a value is written: several lines, any characters. What is typed stays in the element. */
export function ValueField({ value, contentType, error, onTyped, autoFocus = false }: ValueFieldProps) {
  const form = formOf(contentType);
  const shape = (change: (text: string) => string) => () => {
    value.replace(change);
    onTyped();
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Field
        label="Value"
        aside={counted(value.sizeBytes)}
        error={error}
        hint={
          form && form.contentType !== 'text/plain'
            ? `${form.name}: ${form.example}`
            : `Several lines and any characters are kept as typed; ${lineEndNotes[value.lineEnd]}`
        }
      >
        {(control) => (
          <TextArea
            {...control}
            ref={value.area}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            autoFocus={autoFocus}
            onChange={() => {
              value.count();
              onTyped();
            }}
          />
        )}
      </Field>
      {form?.contentType === 'application/json' && value.sizeBytes > 0 && !value.problem && (
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button onClick={shape(prettyJson)}>One line per part</Button>
          <Button onClick={shape(compactJson)}>All on one line</Button>
        </Box>
      )}
      {value.lineEnd === 'mixed' && (
        <Banner kind="warning">
          The lines of the current value end in different ways. A text field can’t keep that: saved from here, all of them end as LF.
        </Banner>
      )}
      {value.problem && <FormWarning value={value} name={form?.name ?? ''} />}
    </Box>
  );
}

function FormWarning({ value, name }: { value: ValueDraft; name: string }) {
  const { problem } = value;
  if (!problem) return null;
  return (
    <Banner kind="warning" action={<Button onClick={() => value.goTo(problem)}>Go there</Button>}>
      Not the form of {name}: line {problem.line}, column {problem.column}. {problem.sentence} It can be saved all the same.
    </Banner>
  );
}
