import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { toggleLook } from '../../component/toggle-look.ts';
import { datedKind, type DatedKind } from './calendar-place.ts';
import { DatedMark } from './dated-mark.tsx';
import { kindText } from './dated.ts';

interface ShownToolProps {
  /** What one may see at all. */
  kinds: readonly DatedKind[];
  shown: readonly DatedKind[];
  onShown: (shown: readonly DatedKind[]) => void;
}

/** What stands in the calendar, each with the mark that it bears there. */
export function ShownTool({ kinds, shown, onShown }: ShownToolProps) {
  const choose = (_event: unknown, value: unknown) => {
    const chosen = datedKind.array().safeParse(value);
    if (chosen.success && chosen.data.length > 0) onShown(kinds.filter((kind) => chosen.data.includes(kind)));
  };
  return (
    <ToggleButtonGroup size="small" aria-label="Shown" value={[...shown]} onChange={choose} sx={{ flexWrap: 'wrap' }}>
      {kinds.map((kind) => (
        <ToggleButton key={kind} value={kind} sx={{ ...toggleLook, gap: 2 }}>
          <DatedMark kind={kind} />
          {kindText[kind].shown}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
