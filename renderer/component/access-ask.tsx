import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { AccessRequest, Wish } from '../../app/contract/access.ts';
import { requestCreate, requestWithdraw } from '../api/access-mutation.ts';
import { requestListQuery } from '../api/access-query.ts';
import { useClient } from '../api/client-context.tsx';
import { ActionButton } from './action-button.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { Meaning } from './meaning.tsx';
import { Moment } from './moment.tsx';
import { ReasonField, reasonStop } from './reason-field.tsx';

const same = (a: string | undefined, b: string | undefined) => a?.toLowerCase() === b?.toLowerCase();

/** The way to ask for what was refused; afterwards when one asked, and the way to take that back. */
export function AccessAsk({ wish }: { wish: Wish }) {
  const { data } = useInfiniteQuery(requestListQuery(useClient(), 'mine', ['open']));
  const [writing, setWriting] = useState(false);
  if (!data) return null;
  const open = data.pages
    .flatMap(({ items }) => items)
    .find((it) => it.operation === wish.operation && same(it.vault, wish.vault) && same(it.name, wish.name));
  if (open) return <Asked request={open} />;
  if (writing) return <AskForm wish={wish} onClose={() => setWriting(false)} />;
  return (
    <Button variant="contained" color="primary" onClick={() => setWriting(true)}>
      Request access
    </Button>
  );
}

function AskForm({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useMutation(requestCreate(useClient()));
  const stop = reasonStop(reason);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (stop === undefined) mutate({ ...wish, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignSelf: 'stretch' }}>
      <ReasonField
        label="What you need it for"
        hint="Whoever decides reads it, and it is kept in the log."
        autoFocus
        value={reason}
        onChange={setReason}
      />
      <FailureBanner error={error} />
      <Box sx={{ display: 'flex', gap: 2 }}>
        <ActionButton type="submit" variant="contained" color="primary" busy={isPending} unavailable={stop}>
          Send request
        </ActionButton>
        <Button onClick={onClose}>Cancel</Button>
      </Box>
    </Box>
  );
}

/** A request that nobody has decided yet. */
export function Asked({ request }: { request: AccessRequest }) {
  const { mutate, error, isPending } = useMutation(requestWithdraw(useClient()));
  return (
    <>
      <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <Meaning kind="notice">
          Asked <Moment time={request.createdOn} />, not decided yet.
        </Meaning>
        <ActionButton busy={isPending} onClick={() => mutate({ id: request.id })}>
          Withdraw
        </ActionButton>
      </Box>
      <FailureBanner error={error} />
    </>
  );
}
