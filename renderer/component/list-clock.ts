import { createContext } from 'react';

/** The present of a whole list, in milliseconds since 1970, so that its times need no clocks of their own; undefined outside of lists. */
export const ListClock = createContext<number | undefined>(undefined);
