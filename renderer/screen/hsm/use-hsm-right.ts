import { useMay } from '../../api/access-context.ts';
import { useUnavailable } from '../../component/use-unavailable.ts';

/** Whether the person may change modules and tokens: one right for all of it. */
export const useHsmMay = () => useMay({ operation: 'HsmModuleAdd' });

/** @param otherwise why it can't be done for another reason than rights */
export const useHsmRight = (otherwise?: string) => useUnavailable(useHsmMay(), otherwise);
