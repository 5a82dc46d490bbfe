import Box from '@mui/material/Box';
import type { Output } from '../../../app/contract/operation.ts';
import { Banner } from '../../component/banner.tsx';
import { countText } from '../../component/count-text.ts';
import { utcText } from '../../component/moment-text.ts';

/** How many records a deletion would remove, from when to when. */
export function DeletePreview({ preview }: { preview: Output<'LogDeletePreview'> | undefined }) {
  if (!preview) return <Banner kind="notice">Counting what would go…</Banner>;
  if (preview.count === 0) {
    return (
      <Banner kind="notice">
        Nothing would go. Records that say what was deleted stay, and so do the newest, until a checkpoint is over them.
      </Banner>
    );
  }
  const { count, oldest, newest } = preview;
  return (
    <Banner kind="danger">
      <Box sx={{ fontWeight: 600 }}>{countText(count, 'record')} would be deleted.</Box>
      {oldest !== undefined && newest !== undefined && (
        <Box data-figures>
          From {utcText(oldest)} to {utcText(newest)}.
        </Box>
      )}
    </Banner>
  );
}
