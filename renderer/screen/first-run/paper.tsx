import GlobalStyles from '@mui/material/GlobalStyles';
import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const onPaper = {
  '@media print': {
    'body > *:not(#paper)': { display: 'none !important' },
    'html, body': { height: 'auto !important', overflow: 'visible !important', background: '#fff !important' },
    '#paper': { color: '#000', fontSize: '11pt', lineHeight: 1.5 },
    '@page': { margin: '20mm' },
  },
  '@media screen': { '#paper': { display: 'none' } },
} as const;

/** Prints its children and nothing else of the page, as soon as it is there; gone from the page when the print dialog closes. */
export function Paper({ onPrinted, children }: { onPrinted: () => void; children: ReactNode }) {
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted);
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  return createPortal(
    <div id="paper">
      <GlobalStyles styles={onPaper} />
      {children}
    </div>,
    document.body,
  );
}
