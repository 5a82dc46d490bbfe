import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Application } from '../../../app/contract/application.ts';
import { consentCreate, consentPreview } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { ConsentForm, useConsentDraft } from './consent-form.tsx';
import { TextFileButton } from './text-file-button.tsx';

interface TakeUpPanelProps {
  /** Told which application was taken up or renewed, if any was. */
  onClose: (taken?: Application) => void;
}

/** As the contract has it. */
const mostOffer = 65_536;

/** Takes up an application of another organisation: reads its offer, shows what it says, and asks for consent. */
export function TakeUpPanel({ onClose }: TakeUpPanelProps) {
  const [offer, setOffer] = useState('');
  const preview = useMutation(consentPreview(useClient()));
  const taking = useTaking(offer.trim(), onClose);
  const form = useConsentDraft(preview.data);
  const submit = () => {
    if (preview.data) {
      if (form.stop === undefined) taking.take(form.reason);
    } else if (offer.trim() !== '' && !preview.isPending) preview.mutate({ offer: offer.trim() });
  };
  const write = (text: string) => {
    setOffer(text);
    preview.reset();
  };
  return (
    <FormPanel
      title="Take up an application of another organisation"
      verb={preview.data ? (preview.data.standing ? 'Renew its certificates' : 'Take it up') : 'Look at it'}
      busy={preview.isPending || taking.busy}
      unavailable={preview.data ? form.stop : offer.trim() === '' ? 'Paste or choose an offer first.' : undefined}
      dirty={offer !== ''}
      onClose={() => onClose()}
      onSubmit={submit}
      {...(preview.data && { others: () => <Button onClick={() => preview.reset()}>Back</Button> })}
    >
      {preview.data ? <ConsentForm preview={preview.data} form={form} /> : <OfferField offer={offer} onOffer={write} />}
      <FailureBanner error={preview.data ? taking.error : preview.error} />
    </FormPanel>
  );
}

function OfferField({ offer, onOffer }: { offer: string; onOffer: (text: string) => void }) {
  return (
    <>
      <Typography sx={{ color: 'text.secondary' }}>
        Whoever makes a program for others gives them an offer of it: a file that says who they are and by which certificates the program
        signs in. Reading it changes nothing.
      </Typography>
      <TextField
        label="Offer"
        mono
        multiline
        minRows={5}
        maxRows={10}
        value={offer}
        onChange={(event) => onOffer(event.target.value)}
        hint="Paste it, or choose the file."
        inputProps={{ maxLength: mostOffer }}
      />
      <TextFileButton label="Offer file" accept=".offer,.txt,.jws" most={mostOffer} onText={onOffer} />
    </>
  );
}

function useTaking(offer: string, onTaken: (taken: Application) => void) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(consentCreate(useClient()));
  const onSuccess = (taken: Application) => {
    say({ text: `${visibleText(taken.name)} can sign in here by its certificates.` });
    onTaken(taken);
  };
  const take = (reason: string) => {
    if (!isPending) mutate({ offer, reason }, { onSuccess });
  };
  return { take, error, busy: isPending };
}
