import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CheckField } from './check-field.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { TagEditor, type Tag } from './tag-editor.tsx';

/** A part of a form, bound to its field. */
export interface Bound<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly error?: string | undefined;
}

interface AttributeFieldsProps {
  notBefore: Bound<string>;
  expires: Bound<string>;
  enabled: Bound<boolean>;
  tags: Bound<readonly Tag[]>;
  /** What the dates do. */
  note: string | undefined;
  /** What can't be done while it is disabled. */
  enabledHint: string;
}

/** What is said about a version beside what it keeps. */
export function AttributeFields({ notBefore, expires, enabled, tags, note, enabledHint }: AttributeFieldsProps) {
  return (
    <>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 4 }}>
          <DateTimeField label="Active from" hint="Empty: at once." {...notBefore} />
          <DateTimeField label="Expires" hint="Empty: never." {...expires} />
        </Box>
        {note !== undefined && (
          <Typography variant="caption" sx={{ color: 'text.tertiary' }}>
            {note}
          </Typography>
        )}
      </Box>
      <CheckField label="Enabled" checked={enabled.value} onChange={enabled.onChange} hint={enabledHint} />
      <TagEditor tags={tags.value} onChange={tags.onChange} error={tags.error} />
    </>
  );
}
