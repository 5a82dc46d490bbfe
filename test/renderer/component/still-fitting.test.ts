import { expect, it } from 'vitest';
import { stillFitting } from '../../../renderer/component/still-fitting.ts';

it('what was found for an earlier text is left only where it fits the present one', () => {
  const found = [{ name: 'Mara Okafor', hint: 'mara' }, { name: 'Lena Brandt', hint: 'lb' }, { name: 'Clerks' }];
  expect(stillFitting(found, ' LENA')).toEqual([found[1]]);
  expect(stillFitting(found, 'lb')).toEqual([found[1]]);
  expect(stillFitting(found, 'nobody')).toEqual([]);
  expect(stillFitting(found, '')).toEqual(found);
});
