import { readdirSync } from 'node:fs';

/** Names in a folder in the order in which Python sorts them; none where it cannot be read. */
export function folderNames(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
