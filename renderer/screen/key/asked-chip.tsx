import type { Span } from '../../../app/contract/common.ts';
import type { KeyAsked } from '../../api/key-query.ts';
import { ConditionChip } from '../../component/condition-chip.tsx';
import { dayText } from '../../component/moment-text.ts';

const fields = { expires: 'Expires', rotatesOn: 'Rotates', created: 'Version made' } as const;

/** `before 3 Dec 2026`, `from 1 Nov 2026`, `1 Nov 2026 to 3 Dec 2026`. */
function spanText({ from, until }: Span): string {
  if (from === undefined) return until === undefined ? 'some day' : `before ${dayText(until)}`;
  return until === undefined ? `from ${dayText(from)}` : `${dayText(from)} to ${dayText(until - 1)}`;
}

interface AskedChipsProps {
  asked: KeyAsked;
  onAsked: (asked: KeyAsked) => void;
  /** The name of the token that the list is narrowed to. */
  tokenLabel: string | undefined;
}

/** What other places narrow the list of keys by, each with the way to take it away: dates, and a token. */
export function AskedChips({ asked, onAsked, tokenLabel = 'one' }: AskedChipsProps) {
  return (
    <>
      {(['expires', 'rotatesOn', 'created'] as const).map((name) => {
        const span = asked[name];
        return (
          span && (
            <ConditionChip
              key={name}
              field={fields[name]}
              value={spanText(span)}
              onRemove={() => onAsked({ ...asked, [name]: undefined })}
            />
          )
        );
      })}
      {asked.token !== undefined && (
        <ConditionChip field="Token" value={tokenLabel} onRemove={() => onAsked({ ...asked, token: undefined })} />
      )}
    </>
  );
}
