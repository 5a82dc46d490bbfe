import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Field } from '../../component/field.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { TextArea } from '../../component/text-area.tsx';
import { toggleLook } from '../../component/toggle-look.ts';
import { DropZone } from '../import/drop-zone.tsx';
import { sizeText } from '../secret/size-text.ts';
import { forms, formWord, type Form } from './byte-form.ts';
import type { ByteDraft } from './use-byte-draft.ts';

interface ByteFieldProps {
  label: string;
  draft: ByteDraft;
  /** Forms that it may be given in. */
  offered?: readonly Form[];
  hint?: string | undefined;
  /** What is wrong with what is there. */
  problem?: string | undefined;
  /** Out of sight, but kept: what was typed lives in the element. */
  hidden?: boolean;
  /** Lines that it shows at least. */
  rows?: number;
  onChange: () => void;
}

/** Bytes in the form that one has them in: text, digits, or a file. */
export function ByteField({ label, draft, offered = forms, hint, problem, hidden = false, rows = 4, onChange }: ByteFieldProps) {
  const { form, seen, file } = draft;
  const isFile = form === 'file';
  const error = seen.problem ?? (seen.length > 0 ? problem : undefined);
  const choose = (next: Form) => {
    onChange();
    draft.setForm(next);
  };
  return (
    <Box sx={{ display: hidden ? 'none' : 'flex', flexDirection: 'column', gap: 2 }}>
      <Field label={label} hint={hint} error={error} aside={seen.length > 0 ? sizeText(seen.length) : undefined}>
        {(control) => (
          <>
            <FormChoice of={label} form={form} offered={offered} onChoose={choose} />
            {isFile && (
              <DropZone
                label={label}
                onFile={(next) => {
                  onChange();
                  draft.choose(next);
                }}
              >
                {file ? <Chosen file={file} /> : 'Drop a file here.'}
              </DropZone>
            )}
            <TextArea
              {...control}
              ref={draft.area}
              rows={rows}
              autoComplete="off"
              autoCorrect="off"
              autoCapitalize="off"
              spellCheck={false}
              style={{ minHeight: 0, display: isFile ? 'none' : undefined }}
              onChange={() => {
                onChange();
                draft.typed();
              }}
            />
          </>
        )}
      </Field>
    </Box>
  );
}

const Chosen = ({ file }: { file: File }) => (
  <>
    Chosen: <ForeignText>{file.name}</ForeignText>, {sizeText(file.size)}
  </>
);

interface FormChoiceProps<Offered extends Form> {
  /** What is written in the form. */
  of: string;
  form: Offered;
  offered: readonly Offered[];
  onChoose: (form: Offered) => void;
}

/** In which form something is written. */
export function FormChoice<Offered extends Form>({ of, form, offered, onChoose }: FormChoiceProps<Offered>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={form}
      aria-label={`Form of ${of}`}
      onChange={(_event, next: Offered | null) => next && onChoose(next)}
    >
      {offered.map((it) => (
        <ToggleButton key={it} value={it} sx={toggleLook}>
          {formWord[it]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
