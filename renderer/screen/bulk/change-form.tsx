import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { BulkChange } from '../../../app/contract/bulk.ts';
import { DateTimeField, fromLocalText } from '../../component/date-time-field.tsx';
import { FieldError } from '../../component/field.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { TagEditor, tagProblem, toTagRecord, type Tag } from '../../component/tag-editor.tsx';
import { TextField } from '../../component/text-field.tsx';
import { visibleText } from '../../component/visible-text.ts';

interface FormProps {
  formId: string;
  onChange: (change: BulkChange) => void;
}

/** Which tags are set, and which are taken away, on each secret. Others stay. */
export function TagForm({ formId, onChange }: FormProps) {
  const [tags, setTags] = useState<readonly Tag[]>([{ name: '', value: '' }]);
  const [remove, setRemove] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    const set = toTagRecord(tags);
    const wrong = tagProblem(tags) ?? (Object.keys(set).length + remove.length === 0 ? 'Name a tag to set or to take away.' : undefined);
    setProblem(wrong);
    if (wrong === undefined) onChange({ kind: 'tag', set, remove: [...remove] });
  };
  return (
    <Box component="form" id={formId} onSubmit={submit} noValidate sx={{ display: 'contents' }}>
      <TagEditor tags={tags} onChange={setTags} />
      <RemoveField names={remove} onChange={setRemove} />
      {problem !== undefined && <FieldError>{problem}</FieldError>}
    </Box>
  );
}

function RemoveField({ names, onChange }: { names: readonly string[]; onChange: (names: readonly string[]) => void }) {
  const [text, setText] = useState('');
  const add = () => {
    if (text !== '' && !names.includes(text)) onChange([...names, text]);
    setText('');
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-end' }}>
        <Box sx={{ flex: 1 }}>
          <TextField
            label="Take away"
            aside="optional"
            placeholder="Name of a tag"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Box>
        <Button onClick={add}>Add name</Button>
      </Box>
      {names.map((name) => (
        <Box key={name} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>
            <ForeignText>{name}</ForeignText>
          </Box>
          <IconAction label={`Don’t take away ${visibleText(name)}`} onClick={() => onChange(names.filter((it) => it !== name))}>
            <IconX />
          </IconAction>
        </Box>
      ))}
    </Box>
  );
}

/** When each secret expires. */
export function ExpireForm({ formId, onChange }: FormProps) {
  const labelId = useId();
  const [kind, setKind] = useState<'date' | 'never'>('date');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    const expires = kind === 'never' ? null : fromLocalText(text);
    setProblem(expires === undefined ? 'Choose a date and time.' : undefined);
    if (expires !== undefined) onChange({ kind: 'expire', expires });
  };
  return (
    <Box component="form" id={formId} onSubmit={submit} noValidate sx={{ display: 'contents' }}>
      <Box id={labelId} sx={{ fontWeight: 500 }}>
        Expiry
      </Box>
      <RadioGroup aria-labelledby={labelId} value={kind} onChange={(_event, value) => setKind(value === 'never' ? 'never' : 'date')}>
        <FormControlLabel value="date" control={<Radio />} label="On a date" />
        <FormControlLabel value="never" control={<Radio />} label="Never" />
      </RadioGroup>
      {kind === 'date' && <DateTimeField label="Expires" hint="In your time zone." value={text} onChange={setText} error={problem} />}
    </Box>
  );
}
