import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import type { LogFacet, LogFilter } from '../../../app/contract/log.ts';
import { useClient } from '../../api/client-context.tsx';
import { logFacetQuery, type LogAsked } from '../../api/log-query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Heard } from '../../component/heard.tsx';
import { FacetValue } from './facet-value.tsx';
import type { FacetCount } from './facet-count.ts';
import { facets, facetTitle, toggleValue, valuesOf, withValues, type LabelOf } from './log-condition.ts';

/** Values of one field that stand there at first, and once more of them are wanted. */
export const fewValues = 6;
const manyValues = 50;

interface FacetPanelProps {
  asked: LogAsked;
  filter: LogFilter;
  /** The commonest values, live ones counted in; undefined until they are known. */
  counts: readonly FacetCount[] | undefined;
  error: unknown;
  labelOf: LabelOf;
  onFilter: (filter: LogFilter) => void;
}

/** The commonest values of every field with their counts: one adds a value to the filter, or shows only that. */
export function FacetPanel(props: FacetPanelProps) {
  const { counts, error } = props;
  const hintId = useId();
  return (
    <Box
      component="section"
      aria-label="Facets"
      sx={{ height: '100%', overflow: 'auto', px: 3, py: 2, display: 'flex', flexDirection: 'column', gap: 4 }}
    >
      <Heard id={hintId}>Space adds a value or takes it out, Enter shows only it</Heard>
      <FailureBanner error={error} />
      {!counts && !error && <Shapes />}
      {counts &&
        facets.map((field) => {
          const facet = counts.find((it) => it.field === field);
          return facet && facet.values.length > 0 ? <FacetGroup key={field} {...props} facet={facet} hintId={hintId} /> : null;
        })}
    </Box>
  );
}

function FacetGroup({ facet, ...props }: FacetPanelProps & { facet: FacetCount; hintId: string }) {
  const [wide, setWide] = useState(false);
  const { field } = facet;
  const { data } = useQuery({
    ...logFacetQuery(useClient(), props.asked, { fields: [field], limit: manyValues }),
    enabled: wide,
  });
  const shown = (wide ? data?.facets[0] : undefined) ?? facet;
  return (
    <Box role="group" aria-label={facetTitle[field]} onKeyDown={moveInGroup}>
      <Box aria-hidden="true" sx={{ typography: 'overline', color: 'text.tertiary', mb: 1 }}>
        {facetTitle[field]}
      </Box>
      <FacetValues {...props} field={field} values={valuesWithChosen(shown.values, props, field)} />
      {(facet.more || wide) && (
        <Button variant="text" onClick={() => setWide(!wide)} sx={{ px: 1, minHeight: 24, height: 24, typography: 'caption' }}>
          {wide ? 'Fewer' : 'More'}
        </Button>
      )}
      {wide && shown.more && (
        <Box sx={{ typography: 'caption', color: 'text.tertiary', px: 1 }}>The commonest {manyValues}. Type to find others.</Box>
      )}
    </Box>
  );
}

/** The count of a value that is not among those that were counted is not known. */
type Values = readonly { readonly value: string; readonly label: string; readonly count?: number }[];

/** What is asked for stands there even where hardly anything has it. */
function valuesWithChosen(values: Values, { filter, labelOf }: FacetPanelProps, field: LogFacet): Values {
  const missing = valuesOf(filter, field).filter((value) => !values.some((it) => it.value === value));
  return [...values, ...missing.map((value) => ({ value, label: labelOf(field, value) }))];
}

function FacetValues({
  field,
  values,
  filter,
  labelOf,
  onFilter,
  hintId,
}: FacetPanelProps & { field: LogFacet; values: Values; hintId: string }) {
  const most = Math.max(1, ...values.map(({ count = 0 }) => count));
  const chosen = valuesOf(filter, field);
  return (
    <>
      {values.map(({ value, count }, at) => (
        <FacetValue
          key={value}
          label={labelOf(field, value)}
          count={count}
          share={(count ?? 0) / most}
          checked={chosen.includes(value)}
          first={at === 0}
          hintId={hintId}
          onToggle={() => onFilter(toggleValue(filter, field, value))}
          onOnly={() =>
            onFilter(chosen.length === 1 && chosen[0] === value ? withValues(filter, field, []) : withValues(filter, field, [value]))
          }
        />
      ))}
    </>
  );
}

/** One stop of the Tab key for a group; arrows move inside it. */
function moveInGroup(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="checkbox"]')];
  const now = all.findIndex((it) => it === document.activeElement);
  const next = all[now + step];
  if (now < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

const Shapes = () => (
  <Box role="status" aria-label="Counting" sx={{ display: 'flex', flexDirection: 'column', gap: 2, pt: 2 }}>
    {['70%', '90%', '60%', '80%', '75%', '50%', '65%'].map((width) => (
      <Skeleton key={width} width={width} height={14} />
    ))}
  </Box>
);
