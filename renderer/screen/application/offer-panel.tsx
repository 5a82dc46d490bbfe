import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import type { Application } from '../../../app/contract/application.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { applicationOffer } from '../../api/application-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { ActionButton } from '../../component/action-button.tsx';
import { CopyButton } from '../../component/copy-button.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { monoFamily } from '../../theme/token.ts';
import { saveText } from '../first-run/save-text.ts';
import { Fingerprint } from './fingerprint.tsx';

interface OfferPanelProps {
  application: Application;
  onClose: () => void;
}

/** Makes the file by which another organisation can consent to an application of this one. */
export function OfferPanel({ application, onClose }: OfferPanelProps) {
  const { mutate, data, error, isPending } = useMutation(applicationOffer(useClient()));
  const name = visibleText(application.name);
  return (
    <SidePanel
      title={`Offer ${name} to another organisation`}
      open
      dirty={false}
      onClose={onClose}
      actions={
        data ? (
          <Button variant="contained" color="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <ActionButton variant="contained" color="primary" busy={isPending} onClick={() => mutate({ id: application.id })}>
              Make the offer
            </ActionButton>
          </>
        )
      }
    >
      <Typography sx={{ color: 'text.secondary' }}>
        An offer holds the name, the ids and the certificates of {name}, signed by this organisation. There is no secret in it, so it may go
        by mail. Who takes it up decides what {name} may do with them, and can take that back; nothing of theirs is shown here.
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>
        It signs in there by its certificates alone: add one first where it has none. When a new certificate is added, make a new offer.
      </Typography>
      {data && <Made offer={data} fileName={fileNameOf(application.name)} />}
      <FailureBanner error={error} />
    </SidePanel>
  );
}

/** A name that every system takes for a file's. */
const fileNameOf = (name: string): string => `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80)}.offer`;

function Made({ offer: { offer, fingerprint }, fileName }: { offer: Output<'ApplicationOffer'>; fileName: string }) {
  return (
    <>
      <Box
        role="region"
        aria-label="Offer"
        tabIndex={0}
        data-selectable
        sx={{
          p: 3,
          maxHeight: 160,
          overflow: 'auto',
          border: 1,
          borderColor: 'line.control',
          borderRadius: '6px',
          bgcolor: 'background.default',
          fontFamily: monoFamily,
          overflowWrap: 'anywhere',
        }}
      >
        {offer}
      </Box>
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button startIcon={<IconDownload />} onClick={() => saveText(fileName, offer)}>
          Save as a file
        </Button>
        <CopyButton label="Copy" value={offer} />
      </Box>
      <FactList>
        <Fact name="Fingerprint">
          <Fingerprint value={fingerprint} />
        </Fact>
      </FactList>
      <Typography sx={{ color: 'text.secondary' }}>
        Tell them the fingerprint on another way, best by voice: by it they know that nobody changed the offer on its way.
      </Typography>
    </>
  );
}
