import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Meaning, type MeaningKind } from './meaning.tsx';
import { toggleLook } from './toggle-look.ts';

interface StatusChipsProps<S extends string> {
  /** Every status, in the order in which it is shown. */
  options: readonly S[];
  texts: Readonly<Record<S, { readonly name: string; readonly kind: MeaningKind }>>;
  counts: Readonly<Record<S, number>>;
  /** The one that the list is narrowed to. */
  status: S | undefined;
  onStatus: (status: S | undefined) => void;
}

/** How many rows there are of each status; pressing one shows only those. */
export function StatusChips<S extends string>({ options, texts, counts, status, onStatus }: StatusChipsProps<S>) {
  const all = options.reduce((sum, it) => sum + counts[it], 0);
  const some = options.filter((it) => counts[it] > 0);
  return (
    <ToggleButtonGroup
      size="small"
      exclusive
      aria-label="Status"
      value={status ?? 'all'}
      onChange={(_event, value: unknown) => onStatus(options.find((it) => it === value))}
      sx={{ flexShrink: 0 }}
    >
      <ToggleButton value="all" sx={toggleLook}>
        all {all.toLocaleString('en')}
      </ToggleButton>
      {some.map((it) => (
        <ToggleButton key={it} value={it} sx={toggleLook}>
          <Meaning kind={texts[it].kind}>
            {texts[it].name} {counts[it].toLocaleString('en')}
          </Meaning>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
