import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { IconBookmark, IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ForeignText } from './foreign-text.tsx';
import { IconAction } from './icon-action.tsx';
import { visibleText } from './visible-text.ts';

/** A list that was given a name. */
export interface NamedView {
  readonly id: string;
  readonly name: string;
}

/** Views that come with the program. */
interface ReadyView<View extends NamedView> {
  readonly caption: string;
  readonly views: readonly View[];
}

interface ViewMenuProps<View extends NamedView> {
  /** What a person saved. */
  views: readonly View[];
  ready?: ReadyView<View> | undefined;
  /** Whether there is anything to save. */
  savable: boolean;
  onApply: (view: View) => void;
  onRemove: (view: View) => void;
  onSave: () => void;
}

/** The lists that a person gave names to, and those that come ready: apply, save, delete. */
export function ViewMenu<View extends NamedView>({ views, ready, savable, onApply, onRemove, onSave }: ViewMenuProps<View>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const closing = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        startIcon={<IconBookmark />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ flexShrink: 0 }}
      >
        Saved
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': 'Saved filters' }, paper: { sx: { minWidth: 260, maxWidth: 420 } } }}
      >
        {views.length === 0 && <Caption>No filters saved yet.</Caption>}
        {views.map((view) => (
          <ViewItem key={view.id} view={view} onApply={closing(() => onApply(view))} onRemove={closing(() => onRemove(view))} />
        ))}
        <Divider />
        <MenuItem disabled={!savable} onClick={closing(onSave)}>
          <IconBookmarkPlus />
          Save this filter
        </MenuItem>
        {ready && <Divider />}
        {ready && <Caption>{ready.caption}</Caption>}
        {ready?.views.map((view) => (
          <MenuItem key={view.id} onClick={closing(() => onApply(view))}>
            {view.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

function Caption({ children }: { children: string }) {
  return (
    <Box component="li" role="none" sx={{ px: 2, py: 1, color: 'text.tertiary' }}>
      {children}
    </Box>
  );
}

interface ViewItemProps {
  view: NamedView;
  onApply: () => void;
  onRemove: () => void;
}

/** Del deletes what the menu stands on. */
function ViewItem({ view, onApply, onRemove }: ViewItemProps) {
  return (
    <MenuItem
      onClick={onApply}
      aria-keyshortcuts="Delete"
      onKeyDown={(event) => {
        if (event.key === 'Delete') onRemove();
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <ForeignText>{view.name}</ForeignText>
      </Box>
      <IconAction
        label={`Delete ${visibleText(view.name)}`}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          onRemove();
        }}
      >
        <IconTrash />
      </IconAction>
    </MenuItem>
  );
}
