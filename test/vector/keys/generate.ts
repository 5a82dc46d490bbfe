// Drew the vectors once, with `node test/vector/keys/generate.ts`. They are frozen: a reader that fails them is wrong, not they.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crypto } from '../../app/seal/sealing.ts';
import { drawFactors } from './draw-factor.ts';
import { drawHouseKeys } from './draw-house-key.ts';
import { drawHsmSlots } from './draw-hsm-slot.ts';
import { drawMaterials } from './draw-material.ts';
import { drawMarks } from './draw-mark.ts';
import { drawSlots } from './draw-slot.ts';
import { drawValues } from './draw-value.ts';

const rootKey = crypto.random(32);
/** Never over vectors that there are. */
const write = (name: string, content: object): void =>
  writeFileSync(join(import.meta.dirname, name), `${JSON.stringify(content, null, 1)}\n`, { flag: 'wx' });

write('slot.json', await drawSlots(rootKey));
write('hsm-slot.json', await drawHsmSlots(rootKey));
write('value.json', await drawValues(rootKey));
write('mark.json', await drawMarks(rootKey));
write('factor.json', await drawFactors(rootKey));
write('house-key.json', await drawHouseKeys(rootKey));
write('material.json', await drawMaterials(rootKey));
