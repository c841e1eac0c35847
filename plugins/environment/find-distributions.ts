import { Distribution } from './distribution.ts';
import { folderNames } from './folder-names.ts';

/**
 * The distributions whose metadata lie in folders of the path, in its order (importlib.metadata, `Lookup`). Of several
 * versions of one in one folder, which an interrupted upgrade leaves, the newest that says something of itself counts.
 */
export function findDistributions(folders: readonly string[]): Distribution[] {
  return folders.flatMap((folder) => {
    const byKey = new Map<string, Distribution>();
    for (const name of folderNames(folder)) {
      if (!isMetadataFolder(name, folder)) continue;
      const distribution = new Distribution(folder, name);
      const other = byKey.get(distribution.key);
      if (other === undefined || isBetter(distribution, other)) byKey.set(distribution.key, distribution);
    }
    return [...byKey.values()];
  });
}

/** What pip renames while it removes a distribution begins with `~`, and stays there when it is interrupted. */
function isMetadataFolder(name: string, folder: string): boolean {
  if (name.startsWith('~')) return false;
  return /\.(?:dist|egg)-info$/i.test(name) || (folder.endsWith('.egg') && name.toUpperCase() === 'EGG-INFO');
}

function isBetter(one: Distribution, other: Distribution): boolean {
  if (one.hasMetadata !== other.hasMetadata) return one.hasMetadata;
  return (one.version ?? '').localeCompare(other.version ?? '', 'en', { numeric: true }) > 0;
}
