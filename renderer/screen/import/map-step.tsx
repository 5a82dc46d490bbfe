import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useState, type SyntheticEvent } from 'react';
import { importFormat, importNaming, type ImportColumns, type ImportFormat } from '../../../app/contract/import.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { countText } from '../../component/count-text.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Field } from '../../component/field.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Section } from '../../component/section.tsx';
import { sizeText } from '../secret/size-text.ts';
import { ColumnField } from './column-field.tsx';
import { formatText } from './import-text.ts';
import { NamingField } from './naming-field.tsx';
import { usualNaming } from './naming.ts';
import type { Asked, Opened } from './use-import.ts';

interface MapStepProps {
  opened: Opened;
  /** What was chosen here before. */
  asked: Asked | undefined;
  error: unknown;
  onFormat: (format: ImportFormat) => void;
  onPlan: (asked: Asked) => void;
  onBack: () => void;
}

/** The second step: how the file is to be read, and what its names become. */
export function MapStep({ opened, asked, error, onFormat, onPlan, onBack }: MapStepProps) {
  const [naming, setNaming] = useState(asked?.naming ?? usualNaming);
  const [columns, setColumns] = useState<ImportColumns | undefined>(() => asked?.columns ?? firstColumns(opened));
  const [compare, setCompare] = useState(asked?.compare ?? false);
  const sound = importNaming.safeParse(naming).success;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (sound) onPlan({ naming, compare, ...(columns ? { columns } : {}) });
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ maxWidth: 800 }}>
      <Section title="File">
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
          <Box>
            <ForeignText>{opened.file.name}</ForeignText> · {sizeText(opened.file.size)} · {countText(opened.rowCount, 'row')}
          </Box>
          <FormatField format={opened.format} onFormat={onFormat} />
        </Box>
      </Section>
      {opened.columns && columns && (
        <Section title="Columns">
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
            <ColumnField names={opened.columns} columns={columns} onChange={setColumns} />
          </Box>
        </Section>
      )}
      <Section title="Names">
        <NamingField naming={naming} onChange={setNaming} />
      </Section>
      <Section title="Preview">
        <CheckField
          label="Compare with what is there"
          checked={compare}
          onChange={setCompare}
          hint="Says of each name that is there whether its value would change. For that every such secret is read, and each read is recorded as yours. Without it the preview only says that a name exists."
        />
      </Section>
      <FailureBanner error={error} />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end', py: 3, borderTop: 1, borderColor: 'line.main' }}>
        <Button onClick={onBack}>Another file</Button>
        <ActionButton type="submit" variant="contained" color="primary" unavailable={sound ? undefined : 'Correct the prefix first.'}>
          Preview
        </ActionButton>
      </Box>
    </Box>
  );
}

function firstColumns({ columns, guess }: Opened): ImportColumns | undefined {
  if (!columns) return undefined;
  return guess ?? { name: columns[0] ?? '', value: columns[1] ?? '', tags: [] };
}

function FormatField({ format, onFormat }: { format: ImportFormat; onFormat: (format: ImportFormat) => void }) {
  return (
    <Field label="Read as" hint="Found out from the file. Another choice reads it anew.">
      {(control) => (
        <NativeSelect
          value={format}
          onChange={(event) => onFormat(importFormat.parse(event.target.value))}
          input={<OutlinedInput />}
          inputProps={control}
          sx={{ maxWidth: 360 }}
        >
          {importFormat.options.map((it) => (
            <option key={it} value={it}>
              {formatText[it]}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
