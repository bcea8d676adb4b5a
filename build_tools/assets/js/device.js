// What a reader has chosen, kept on the device, so that it stays.

/** @typedef {{lenses?: string, notes?: string, keys?: boolean, announce?: boolean}} Kept */

export const STORE = "marked-copy";

/** @returns {Kept} what is kept on this device; nothing where storage is switched off */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}") ?? {};
  } catch {
    return {};
  }
}
