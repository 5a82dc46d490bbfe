import Box from '@mui/material/Box';
import { LinkButton } from '../../component/link-button.tsx';
import { Meaning, MeaningIcon } from '../../component/meaning.tsx';
import type { Attention, Way } from './attention.ts';

interface AttentionListProps {
  items: readonly Attention[];
  /** What couldn't be looked at, so that silence about it means nothing. */
  unseen: readonly string[];
}

/** What needs attention as one ordered list, each with the way to put it right; and what nobody could look at. */
export function AttentionList({ items, unseen }: AttentionListProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      {items.length > 0 && <Items items={items} />}
      {unseen.length > 0 && <Meaning kind="disabled">Not looked at: {unseen.join(', ')}.</Meaning>}
      {items.length === 0 && unseen.length === 0 && <Meaning kind="ok">Nothing needs attention.</Meaning>}
    </Box>
  );
}

function Items({ items }: { items: readonly Attention[] }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'line.main', borderRadius: 1.5 }}>
      {items.map((item) => (
        <Box
          component="li"
          key={item.key}
          sx={{ display: 'flex', alignItems: 'center', gap: 3, p: '10px 12px', '& + &': { borderTop: 1, borderColor: 'line.main' } }}
        >
          <MeaningIcon kind={item.kind} />
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Box sx={{ fontWeight: 600 }}>{item.title}</Box>
            <Box sx={{ color: 'text.secondary' }}>{item.why}</Box>
          </Box>
          <WayButton way={item.way}>{item.action}</WayButton>
        </Box>
      ))}
    </Box>
  );
}

function WayButton({ way, children }: { way: Way; children: string }) {
  switch (way.to) {
    case '/secrets':
      return (
        <LinkButton to={way.to} search={way.search}>
          {children}
        </LinkButton>
      );
    case '/keys':
      return (
        <LinkButton to={way.to} search={way.search}>
          {children}
        </LinkButton>
      );
    case '/keys/$vault/$name':
      return (
        <LinkButton to={way.to} params={way.params}>
          {children}
        </LinkButton>
      );
    case '/applications/$application':
      return (
        <LinkButton to={way.to} params={way.params}>
          {children}
        </LinkButton>
      );
    case '/secrets/$vault/$name':
      return (
        <LinkButton to={way.to} params={way.params}>
          {children}
        </LinkButton>
      );
    default:
      return <LinkButton to={way.to}>{children}</LinkButton>;
  }
}
