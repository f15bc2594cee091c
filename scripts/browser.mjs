import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of the journeys: the one that ONEVISIT_BROWSER names, else the first on PATH; null when there is none. */
export function findBrowser(environment) {
  if (environment.ONEVISIT_BROWSER) return isExecutable(environment.ONEVISIT_BROWSER) ? environment.ONEVISIT_BROWSER : null;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
