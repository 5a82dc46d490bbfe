import Button from '@mui/material/Button';
import { useState } from 'react';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import { useMay } from '../../api/access-context.ts';
import { Heard } from '../../component/heard.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { RotateDecision } from '../key/rotate-decision.tsx';

/** Makes the next version of a key before its day, for who may. */
export function RotateNow({ of }: { of: KeyHit }) {
  const { vault, name, enabled } = of;
  const may = useMay({ operation: 'KeyRotate', vault, name });
  const [asking, setAsking] = useState(false);
  if (may.state !== 'yes' || !enabled) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        Rotate now
        <Heard> {visibleText(name)}</Heard>
      </Button>
      {asking && <RotateDecision of={of} onClose={() => setAsking(false)} />}
    </>
  );
}
