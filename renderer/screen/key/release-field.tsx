import Box from '@mui/material/Box';
import { CheckField } from '../../component/check-field.tsx';
import { newReleaseDraft, type ReleaseDraft } from './release-draft.ts';
import { ReleaseEditor } from './release-editor.tsx';

interface ReleaseFieldProps {
  draft: ReleaseDraft | undefined;
  onChange: (draft: ReleaseDraft | undefined) => void;
  tried: boolean;
}

/** Whether a new key may leave, and to whom. */
export function ReleaseField({ draft, onChange, tried }: ReleaseFieldProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <CheckField
        label="It may be released to attested environments"
        hint="The key itself leaves then, wrapped for an environment that an authority attests as your policy asks. This is decided now and for good; a key that isn’t exportable never leaves."
        checked={draft !== undefined}
        onChange={(on) => onChange(on ? newReleaseDraft() : undefined)}
      />
      {draft && <ReleaseEditor draft={draft} onChange={onChange} tried={tried} />}
    </Box>
  );
}
