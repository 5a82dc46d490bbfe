import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider, useColorScheme } from '@mui/material/styles';
import { useEffect, useMemo, type ReactNode } from 'react';
import { createStyleCache } from './style-cache.ts';
import { theme } from './theme.ts';

export type Appearance = 'system' | 'light' | 'dark';

function FollowAppearance({ appearance }: { appearance: Appearance }) {
  const { setMode } = useColorScheme();
  useEffect(() => setMode(appearance), [appearance, setMode]);
  return null;
}

/** Dresses everything below in the house's look; `system` follows the computer. */
export function HouseTheme({ appearance, children }: { appearance: Appearance; children: ReactNode }) {
  const cache = useMemo(() => createStyleCache(document), []);
  return (
    <CacheProvider value={cache}>
      {/* The shell keeps the preference: nothing is written to the page's own storage. */}
      <ThemeProvider theme={theme} defaultMode={appearance} storageManager={null}>
        <FollowAppearance appearance={appearance} />
        <CssBaseline />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
