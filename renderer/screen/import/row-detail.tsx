import Box from '@mui/material/Box';
import { useState } from 'react';
import type { ImportRow } from '../../../app/contract/import.ts';
import { secretName } from '../../../app/contract/secret.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { Detail } from '../../component/detail.tsx';
import { Expiry } from '../../component/expiry.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Section } from '../../component/section.tsx';
import { TagList } from '../../component/tag-list.tsx';
import { TextField } from '../../component/text-field.tsx';
import { sizeText } from '../secret/size-text.ts';
import { canRename, choicesOf, choiceText, statusSentence, statusText } from './import-text.ts';
import { useChoose } from './use-choose.ts';

interface RowDetailProps {
  id: string;
  row: ImportRow;
  takesFocus: boolean;
  onClose: () => void;
}

/** One row of the file: what it would do, and the choice about it. The value is not here: it stays with the engine. */
export function RowDetail({ id, row, takesFocus, onClose }: RowDetailProps) {
  const { choose, error, busy } = useChoose(id);
  const { kind, means } = statusText[row.status];
  const choices = choicesOf(row.status, row.purgeProtected).map((value) => ({
    value,
    label: choiceText[value].name,
    hint: choiceText[value].hint,
  }));
  return (
    <Detail
      title={<ForeignText>{row.name === '' ? row.source : row.name}</ForeignText>}
      subject={String(row.row)}
      takesFocus={takesFocus}
      onClose={onClose}
    >
      {row.personal && (
        <Box sx={{ pt: 3 }}>
          <Banner kind="warning">
            This looks like a person’s own password. Strongroom is no password manager for people: everyone with a role on this vault could
            read it, and every read is recorded. A password manager is the better place.
          </Banner>
        </Box>
      )}
      <Section title="What it would do">
        <Meaning kind={kind}>{statusSentence(row)}</Meaning>
        <Box sx={{ color: 'text.secondary', mb: 4, mt: 1 }}>{means}</Box>
        <ChoiceField
          label="What is done"
          choices={choices}
          value={row.choice}
          onChange={(choice) => choose({ which: { rows: [row.row] }, choice })}
        />
        {row.purgeProtected === true && (
          <Box sx={{ color: 'text.tertiary', typography: 'caption', mt: 2 }}>
            The vault is purge-protected: the deleted one can’t be destroyed.
          </Box>
        )}
      </Section>
      {canRename(row) && (
        <Section title="Another name">
          <Rename
            key={row.row}
            row={row}
            busy={busy}
            onRename={(rename) => choose({ which: { rows: [row.row] }, choice: 'write', rename })}
          />
        </Section>
      )}
      <FailureBanner error={error} />
      <Section title="In the file">
        <RowFacts row={row} />
      </Section>
    </Detail>
  );
}

interface RenameProps {
  row: ImportRow;
  busy: boolean;
  onRename: (name: string) => void;
}

function Rename({ row, busy, onRename }: RenameProps) {
  const [name, setName] = useState(row.name);
  const sound = secretName.safeParse(name.trim()).success;
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (sound && !busy) onRename(name.trim());
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}
    >
      <TextField
        label="Name"
        mono
        value={name}
        onChange={(event) => setName(event.target.value)}
        hint="It is looked up at once."
        error={sound || name === '' ? undefined : '1 to 127 letters, digits and hyphens.'}
      />
      <ActionButton
        type="submit"
        busy={busy}
        unavailable={
          !sound ? 'Enter a name of letters, digits and hyphens first.' : name.trim() === row.name ? 'This is its name already.' : undefined
        }
      >
        Rename
      </ActionButton>
    </Box>
  );
}

function RowFacts({ row }: { row: ImportRow }) {
  return (
    <FactList>
      <Fact name="Called">
        <ForeignText>{row.source}</ForeignText>
      </Fact>
      {row.line !== undefined && <Fact name="Line">{row.line.toLocaleString('en')}</Fact>}
      <Fact name="Value">{sizeText(row.valueBytes)}, not shown</Fact>
      <Fact name="Content type">{row.contentType === undefined ? 'none' : <ForeignText>{row.contentType}</ForeignText>}</Fact>
      <Fact name="State">{row.enabled ? 'enabled' : 'disabled'}</Fact>
      <Fact name="Expires">
        <Expiry expires={row.expires} />
      </Fact>
      <Fact name="Tags">
        <TagList tags={row.tags} />
      </Fact>
    </FactList>
  );
}
