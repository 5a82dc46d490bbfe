/** Settings of the house: small JSON values by name. */
export interface SettingStore {
  find(name: string): Promise<string | undefined>;
  put(name: string, json: string): Promise<void>;
}
