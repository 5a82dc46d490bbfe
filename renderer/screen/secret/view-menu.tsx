import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconBookmark, IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { View } from '../../../app/contract/search.ts';
import { useClient } from '../../api/client-context.tsx';
import { viewDelete, viewPut } from '../../api/mutation.ts';
import { viewListQuery, type SecretAsked } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { visibleText } from '../../component/visible-text.ts';
import { useAction } from '../action/use-action.ts';

interface ViewMenuProps {
  asked: SecretAsked;
  onApply: (asked: SecretAsked) => void;
}

/** The lists that a person gave names to: apply, save, delete. */
export function ViewMenu({ asked, onApply }: ViewMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [saving, setSaving] = useState(false);
  const views = useQuery(viewListQuery(useClient())).data?.items ?? [];
  const remove = useRemove();
  const narrowed = Object.keys(asked.query).length > 0;
  const unavailable = narrowed ? undefined : 'Nothing is filtered. Search or add a filter first.';
  useAction('list.save', { run: () => setSaving(true), unavailable });
  const close = () => setAnchor(null);
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
        onClose={close}
        slotProps={{ list: { 'aria-label': 'Saved filters' }, paper: { sx: { minWidth: 260, maxWidth: 420 } } }}
      >
        {views.length === 0 && <NoView />}
        {views.map((view) => (
          <ViewItem
            key={view.id}
            view={view}
            onApply={() => {
              close();
              onApply({ query: view.query, sort: view.sort });
            }}
            onRemove={() => {
              close();
              remove(view);
            }}
          />
        ))}
        <Divider />
        <MenuItem
          disabled={!narrowed}
          onClick={() => {
            close();
            setSaving(true);
          }}
        >
          <IconBookmarkPlus />
          Save this filter
        </MenuItem>
      </Menu>
      {saving && <SaveDialog asked={asked} names={views.map((view) => view.name)} onClose={() => setSaving(false)} />}
    </>
  );
}

function NoView() {
  return (
    <Box component="li" role="none" sx={{ px: 2, py: 1, color: 'text.tertiary' }}>
      No filters saved yet.
    </Box>
  );
}

/** Del deletes what the menu stands on. */
function ViewItem({ view, onApply, onRemove }: { view: View; onApply: () => void; onRemove: () => void }) {
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

function useRemove() {
  const client = useClient();
  const say = useToast();
  const onError = useFailureToast();
  const put = useMutation({ ...viewPut(client), onError });
  const drop = useMutation({ ...viewDelete(client), onError });
  return ({ id, name, query, sort }: View) =>
    drop.mutate(
      { id },
      { onSuccess: () => say({ text: `The filter ${visibleText(name)} is deleted.`, undo: () => put.mutate({ name, query, sort }) }) },
    );
}

function SaveDialog({ asked, names, onClose }: { asked: SecretAsked; names: readonly string[]; onClose: () => void }) {
  const titleId = useId();
  const say = useToast();
  const [name, setName] = useState('');
  const put = useMutation(viewPut(useClient()));
  const taken = names.includes(name.trim());
  const submit = (event: { preventDefault(): void }) => {
    event.preventDefault();
    if (name.trim() === '') return;
    put.mutate(
      { name, query: asked.query, sort: asked.sort },
      {
        onSuccess: (view) => {
          say({ text: `Saved as ${visibleText(view.name)}.` });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={titleId}>
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>Save this filter</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
          <TextField
            label="Name"
            autoFocus
            value={name}
            hint={taken ? 'A filter of this name is there: it will be replaced.' : 'Only you see it.'}
            inputProps={{ maxLength: 60 }}
            onChange={(event) => setName(event.target.value)}
          />
          <FailureBanner error={put.error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <ActionButton
            type="submit"
            variant="contained"
            color="primary"
            busy={put.isPending}
            unavailable={name.trim() === '' ? 'Give it a name first.' : undefined}
          >
            {taken ? 'Replace' : 'Save'}
          </ActionButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
