import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { Heard } from '../../component/heard.tsx';
import { moveRow } from '../../component/row-move.ts';
import { nameKey } from '../../component/shortcut.ts';
import type { PaletteItem } from './palette-item.ts';
import { PaletteOption } from './palette-option.tsx';
import { mostPaletteChars } from './use-link-item.ts';
import { usePaletteItems } from './use-palette-items.ts';

interface PaletteProps {
  onClose: () => void;
  /** Closes, and then does what was chosen, so that the focus is back before something else takes it. */
  onChoose: (item: PaletteItem) => void;
}

const optionsInSight = 8;

/** Every place and action with its keys, and the vaults and secrets that a text finds. Arrows move, Enter does, Esc closes. */
export function Palette({ onClose, onChoose }: PaletteProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string>();
  const items = usePaletteItems(text);
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === activeId),
  );
  const active = items[at];
  useInSight(list, active?.id);
  const choose = (item: PaletteItem) => (item.unavailable === undefined || item.onRefused) && onChoose(item);
  const write = (next: string) => {
    setText(next);
    setActiveId(undefined);
  };
  const press = (event: KeyboardEvent) => {
    const key = nameKey(event);
    const to = key === undefined || key.length === 1 ? undefined : moveRow(key, at, items.length, optionsInSight);
    if (to !== undefined) setActiveId(items[to]?.id);
    else if (key !== 'enter') return;
    else if (active) choose(active);
    event.preventDefault();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      transitionDuration={0}
      aria-labelledby={`${id}-title`}
      slotProps={{ paper: { sx: { position: 'fixed', top: 56, m: 0, width: 640, maxWidth: 'calc(100vw - 48px)', maxHeight: '70vh' } } }}
    >
      <Heard id={`${id}-title`}>Search and commands</Heard>
      <PaletteInput id={id} activeAt={active ? at : undefined} text={text} onText={write} onPress={press} />
      <Box ref={list} id={`${id}-list`} role="listbox" aria-label="Found" sx={{ overflow: 'auto', p: 1 }}>
        {items.map((item, index) => (
          <PaletteOption
            key={item.id}
            id={`${id}-${index}`}
            item={item}
            headed={items[index - 1]?.section !== item.section}
            active={index === at}
            onPoint={() => setActiveId(item.id)}
            onChoose={() => choose(item)}
          />
        ))}
      </Box>
      {items.length === 0 && <Box sx={{ px: 4, py: 4, color: 'text.tertiary' }}>Nothing fits. Try fewer letters.</Box>}
      <Heard role="status">{active?.unavailable ?? `${items.length} found`}</Heard>
    </Dialog>
  );
}

/** Keeps what is active in sight. */
function useInSight(list: RefObject<HTMLElement | null>, activeId: string | undefined): void {
  useEffect(() => {
    // Newer Chromium answers with a promise, which an effect must not return.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [list, activeId]);
}

interface PaletteInputProps {
  id: string;
  activeAt: number | undefined;
  text: string;
  onText: (text: string) => void;
  onPress: (event: KeyboardEvent) => void;
}

function PaletteInput({ id, activeAt, text, onText, onPress }: PaletteInputProps) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, borderBottom: 1, borderColor: 'line.main', flexShrink: 0 }}>
      <Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />
      <InputBase
        autoFocus
        fullWidth
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onPress}
        placeholder="Search every vault, or type a command"
        sx={{ height: 48, typography: 'h5', fontWeight: 400 }}
        inputProps={{
          role: 'combobox',
          'aria-label': 'Search every vault, or type a command',
          'aria-expanded': true,
          'aria-controls': `${id}-list`,
          'aria-autocomplete': 'list',
          'aria-activedescendant': activeAt === undefined ? undefined : `${id}-${activeAt}`,
          maxLength: mostPaletteChars,
          spellCheck: false,
          autoComplete: 'off',
          style: { outline: 'none' },
        }}
      />
    </Box>
  );
}
