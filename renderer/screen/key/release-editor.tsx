import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { CheckField } from '../../component/check-field.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { FieldError } from '../../component/field.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { TextField } from '../../component/text-field.tsx';
import { type AuthorityRow, type ClaimRow, inForm, newAuthority, newClaim, releaseProblem, type ReleaseDraft } from './release-draft.ts';

interface ReleaseEditorProps {
  draft: ReleaseDraft;
  onChange: (draft: ReleaseDraft) => void;
  /** Whether what is wrong is said yet. */
  tried: boolean;
}

const forms = [
  { value: 'rows', label: 'Authorities and their claims', hint: 'Each line says what a claim of the attestation has to be.' },
  { value: 'text', label: 'The policy as JSON', hint: 'For conditions within conditions, and for policies that you have already.' },
] as const;

/** Writes a release policy: to whom a key may go. What is wrong with it is said as it is typed. */
export function ReleaseEditor({ draft, onChange, tried }: ReleaseEditorProps) {
  const next = inForm(draft, draft.form === 'rows' ? 'text' : 'rows');
  const stuck =
    next === draft ? 'What is written can’t be said in lines: it has conditions within conditions, or is no policy yet.' : undefined;
  const problem = tried || draft.form === 'text' ? releaseProblem(draft) : undefined;
  const choices = forms.map((it) => (it.value === draft.form ? it : { ...it, refused: stuck }));
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
      <ChoiceField label="Release policy" choices={choices} value={draft.form} onChange={(form) => onChange(inForm(draft, form))} />
      {draft.form === 'rows' ? (
        <AuthorityRows rows={draft.authorities} onChange={(authorities) => onChange({ ...draft, authorities })} />
      ) : (
        <TextField
          label="Policy"
          mono
          multiline
          minRows={8}
          maxRows={20}
          value={draft.text}
          onChange={(event) => onChange({ ...draft, text: event.target.value })}
          hint="Version 1.0.0 of Key Vault’s grammar."
          error={draft.text === '' && !tried ? undefined : problem}
        />
      )}
      {draft.form === 'rows' && problem !== undefined && <FieldError>{problem}</FieldError>}
      <CheckField
        label="Nobody may change this policy any more"
        hint="It stays as it is for the life of this version, whatever happens. Versions that come by rotation have the same."
        checked={draft.immutable}
        onChange={(immutable) => onChange({ ...draft, immutable })}
      />
    </Box>
  );
}

function AuthorityRows({ rows, onChange }: { rows: readonly AuthorityRow[]; onChange: (rows: readonly AuthorityRow[]) => void }) {
  const add = useRef<HTMLButtonElement>(null);
  const change = (at: number, part: Partial<AuthorityRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const remove = (at: number) => {
    onChange(rows.filter((_, index) => index !== at));
    add.current?.focus();
  };
  return (
    <>
      {rows.map((row, at) => (
        <Authority
          key={at}
          row={row}
          number={at + 1}
          onChange={(part) => change(at, part)}
          onRemove={rows.length > 1 ? () => remove(at) : undefined}
        />
      ))}
      <Box>
        <ActionButton ref={add} startIcon={<IconPlus />} onClick={() => onChange([...rows, newAuthority])}>
          Add an authority
        </ActionButton>
      </Box>
    </>
  );
}

interface AuthorityProps {
  row: AuthorityRow;
  number: number;
  onChange: (part: Partial<AuthorityRow>) => void;
  onRemove: (() => void) | undefined;
}

const matches = [
  { value: 'allOf', label: 'all of these' },
  { value: 'anyOf', label: 'at least one of these' },
] as const;

function Authority({ row, number, onChange, onRemove }: AuthorityProps) {
  const add = useRef<HTMLButtonElement>(null);
  const change = (at: number, part: Partial<ClaimRow>) =>
    onChange({ claims: row.claims.map((it, index) => (index === at ? { ...it, ...part } : it)) });
  const remove = (at: number) => {
    onChange({ claims: row.claims.filter((_, index) => index !== at) });
    add.current?.focus();
  };
  return (
    <Box
      component="section"
      aria-label={`Authority ${number}`}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2, p: 3, border: 1, borderColor: 'line.main', borderRadius: 1 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <TextField
            label={number === 1 ? 'An environment that this authority attests' : 'Or one that this authority attests'}
            mono
            autoFocus={number > 1 && row.authority === ''}
            value={row.authority}
            onChange={(event) => onChange({ authority: event.target.value })}
            inputProps={{ maxLength: 512, placeholder: 'https://contoso.attest.azure.net' }}
          />
        </Box>
        {onRemove && (
          <IconAction label={`Remove authority ${number}`} onClick={onRemove}>
            <IconX />
          </IconAction>
        )}
      </Box>
      {row.claims.length > 1 && (
        <ChoiceField label="It has to attest" choices={matches} value={row.match} onChange={(match) => onChange({ match })} />
      )}
      {row.claims.map((it, at) => (
        <ClaimLine
          key={at}
          of={it}
          name={`claim ${at + 1} of authority ${number}`}
          onChange={(part) => change(at, part)}
          isNew={at > 0 && it.claim === ''}
          onRemove={row.claims.length > 1 ? () => remove(at) : undefined}
        />
      ))}
      <Box>
        <ActionButton ref={add} startIcon={<IconPlus />} onClick={() => onChange({ claims: [...row.claims, newClaim] })}>
          Add a claim
        </ActionButton>
      </Box>
    </Box>
  );
}

interface ClaimLineProps {
  of: ClaimRow;
  name: string;
  /** Whether it was just added: then it has the focus. */
  isNew: boolean;
  onChange: (part: Partial<ClaimRow>) => void;
  onRemove: (() => void) | undefined;
}

function ClaimLine({ of, name, isNew, onChange, onRemove }: ClaimLineProps) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
      <OutlinedInput
        fullWidth
        placeholder="Claim"
        autoFocus={isNew}
        value={of.claim}
        onChange={(event) => onChange({ claim: event.target.value })}
        inputProps={{ 'aria-label': `Name of ${name}`, maxLength: 512, autoComplete: 'off' }}
      />
      <span>is</span>
      <OutlinedInput
        fullWidth
        placeholder="Value"
        value={of.value}
        onChange={(event) => onChange({ value: event.target.value })}
        inputProps={{ 'aria-label': `Value of ${name}`, maxLength: 4096, autoComplete: 'off' }}
      />
      {onRemove && (
        <IconAction label={`Remove ${name}`} onClick={onRemove}>
          <IconX />
        </IconAction>
      )}
    </Box>
  );
}
