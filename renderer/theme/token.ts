/** The colours of one appearance. Meaning is never colour alone: it comes with an icon and a word. */
export interface Scheme {
  readonly background: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly control: string;
  readonly text: string;
  readonly textSecond: string;
  readonly textThird: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly accentQuiet: string;
  readonly onAccent: string;
  readonly ok: string;
  readonly notice: string;
  readonly warning: string;
  readonly danger: string;
  readonly hardware: string;
}

export const light: Scheme = {
  background: '#F6F7F8',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  line: '#DDE1E4',
  lineStrong: '#C3CACF',
  control: '#808C95',
  text: '#14191D',
  textSecond: '#4A555D',
  textThird: '#5F6B74',
  accent: '#0B6B6B',
  accentHover: '#095858',
  accentQuiet: '#E3F0EF',
  onAccent: '#FFFFFF',
  ok: '#1E794C',
  notice: '#2B6CB0',
  warning: '#8A5A00',
  danger: '#B3261E',
  hardware: '#7A5C17',
};

export const dark: Scheme = {
  background: '#0F1315',
  surface: '#161B1E',
  raised: '#1C2225',
  line: '#2B3338',
  lineStrong: '#3C464C',
  control: '#6A777F',
  text: '#E8ECEE',
  textSecond: '#AEB8BE',
  textThird: '#94A1A8',
  accent: '#4FB9B3',
  accentHover: '#6CCBC5',
  accentQuiet: '#17302F',
  onAccent: '#0F1315',
  ok: '#5CC08B',
  notice: '#7DB2E8',
  warning: '#E3B04B',
  danger: '#F2867E',
  hardware: '#D8B45A',
};

/** Pixels. Rows and controls share one grid of four. */
export const measure = {
  control: 32,
  row: 40,
  denseRow: 32,
  titleStrip: 40,
  statusBar: 28,
  rail: 208,
  railCollapsed: 56,
  panel: 560,
  leastDetail: 420,
  /** Below this window width the detail covers its list and the rail shows icons. */
  narrow: 1200,
  radius: 4,
  cardRadius: 6,
  icon: 18,
} as const;

export const fontFamily = "'Inter Variable', 'Segoe UI', system-ui, sans-serif";
export const monoFamily = "'JetBrains Mono Variable', 'Cascadia Mono', ui-monospace, monospace";

/** Type sizes in rem, so that the person's own font size is honoured. */
export const size = { small: '0.75rem', body: '0.8125rem', lead: '0.875rem', head: '1rem', title: '1.25rem', display: '1.625rem' } as const;
