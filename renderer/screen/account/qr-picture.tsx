import Box from '@mui/material/Box';
import { encode } from 'uqr';
import { decodeText } from '../../api/decode-text.ts';

interface QrPictureProps {
  /** UTF-8. */
  content: Uint8Array;
  label: string;
}

/** Modules of white around the code, as ISO/IEC 18004 asks for. */
const quietZone = 4;

/** A QR code, black on white whatever the appearance, because cameras read that best. */
export function QrPicture({ content, label }: QrPictureProps) {
  const { data, size } = encode(decodeText(content), { ecc: 'M', border: quietZone });
  const dark = data.flatMap((line, y) => line.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <Box sx={{ alignSelf: 'flex-start', border: 1, borderColor: 'line.main', borderRadius: '6px', overflow: 'hidden', lineHeight: 0 }}>
      <svg role="img" aria-label={label} width={200} height={200} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={dark.join('')} fill="#000" />
      </svg>
    </Box>
  );
}
