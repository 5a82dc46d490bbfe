import * as z from 'zod';
import { defaultPreference, type Preference, preference } from '../../app/contract/bridge.ts';

/** Where the window stood, in device-independent pixels. */
export const placement = z.strictObject({
  left: z.number().int().min(-32_768).max(32_767),
  top: z.number().int().min(-32_768).max(32_767),
  width: z.number().int().min(400).max(32_767),
  height: z.number().int().min(300).max(32_767),
  maximized: z.boolean(),
});
export type Placement = z.infer<typeof placement>;

export const defaultSize = { width: 1280, height: 840 } as const;

/** What the shell keeps of the window's looks. Never a secret. */
export interface PreferenceStore {
  preference(): Preference;
  setPreference(value: Preference): void;
  placement(): Placement | undefined;
  setPlacement(value: Placement): void;
}

/** The part of conf and electron-store that is used; both keep the same JSON file. */
export interface KeyedFile {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Name of the file without `.json`, for conf and electron-store alike. */
export const preferenceFile = 'preference';

/** What is unknown or damaged in the file counts as not set. */
export function createPreferenceStore(file: KeyedFile): PreferenceStore {
  return {
    preference: () => {
      const kept = z.record(z.string(), z.unknown()).safeParse(file.get('preference')).data;
      return preference.safeParse({ ...defaultPreference, ...kept }).data ?? defaultPreference;
    },
    setPreference: (value) => file.set('preference', value),
    placement: () => placement.safeParse(file.get('placement')).data,
    setPlacement: (value) => file.set('placement', value),
  };
}
