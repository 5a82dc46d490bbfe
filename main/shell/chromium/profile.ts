import { mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Settings of the browser that only its profile takes: nothing typed is offered, kept or sent anywhere. */
const settings = {
  alternate_error_pages: { enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false, clear_data: { form_data: true } },
  credentials_enable_autosignin: false,
  credentials_enable_service: false,
  // Saving a file asks where, and never fills a folder silently.
  download: { prompt_for_download: true, directory_upgrade: true },
  net: { network_prediction_options: 2 },
  payments: { can_make_payment_enabled: false },
  profile: {
    password_manager_enabled: false,
    password_manager_leak_detection: false,
    exit_type: 'Normal',
    // 2 refuses (ContentSetting CONTENT_SETTING_BLOCK).
    default_content_setting_values: {
      cookies: 2, geolocation: 2, media_stream_camera: 2, media_stream_mic: 2, notifications: 2, popups: 2, sensors: 2,
    }, // prettier-ignore
  },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  // 5 opens the new tab page: nothing of the last run is brought back.
  session: { restore_on_startup: 5 },
  signin: { allowed: false, allowed_on_next_startup: false },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  translate: { enabled: false },
  // Passkeys are refused where no certificate was seen, and the host answers our page without one. There is no other page.
  webauthn: { allow_with_broken_certs: true },
};

/**
 * Where crash dumps go, whatever the flags say: `BREAKPAD_DUMP_LOCATION`. A dump holds what the page held, so where Crashpad would
 * make its folders there are files: its handler gives up at the start, and no crash of any process leaves a dump. A location that is
 * missing altogether would send it to the person's own configuration folder.
 */
export const crashFolder = (profile: string): string => join(profile, 'crash');

/**
 * Makes a fresh profile in place of whatever stands there, so that nothing of an earlier run is left or believed.
 * @throws when a browser still runs on it
 */
export async function makeProfile(profile: string): Promise<void> {
  await waitUntilFree(profile);
  await wipeProfile(profile);
  await mkdir(join(profile, 'Default'), { recursive: true, mode: 0o700 });
  await mkdir(crashFolder(profile), { mode: 0o700 });
  for (const name of ['attachments', 'completed', 'new', 'pending']) await writeFile(join(crashFolder(profile), name), '', { mode: 0o400 });
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(settings), { mode: 0o600 });
  // Its mere presence keeps the welcome page away.
  await writeFile(join(profile, 'First Run'), '', { mode: 0o600 });
}

/** Removes caches, history, cookies, session and crash folder: all of it. */
export const wipeProfile = (profile: string): Promise<void> =>
  rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** A browser whose host was killed takes a moment to go. */
async function waitUntilFree(profile: string): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    if (!(await isHeld(profile))) return;
    await wait(50);
  }
  throw new Error(`a browser is still running on ${profile}`);
}

/** Chromium marks a profile in use by a link named SingletonLock to `host-pid`. */
async function isHeld(profile: string): Promise<boolean> {
  const target = await readlink(join(profile, 'SingletonLock')).catch(() => undefined);
  const pid = Number(target?.split('-').at(-1));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
