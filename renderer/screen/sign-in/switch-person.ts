import { createContext, useContext } from 'react';

/** Who leaves so that another may sign in, told to the page that asks who is there. */
export const SwitchPersonContext = createContext<(leaving: string | undefined) => void>(() => undefined);

/** Says by sign-in name who leaves; undefined while nobody does. */
export const useSwitchPerson = (): ((leaving: string | undefined) => void) => useContext(SwitchPersonContext);
