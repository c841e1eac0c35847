/**
 * The modules that the entry points of each group name, from the text of an `entry_points.txt` (the entry points
 * specification): `name = package.module:attribute [extra]` below `[group]`.
 */
export function entryPointModules(text: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  let modules: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/).map((each) => each.trim())) {
    const group = /^\[(.*)\]$/.exec(line)?.[1].trim();
    if (group !== undefined) groups.set(group, (modules = groups.get(group) ?? []));
    const module = /^[^#;[=][^=]*=\s*([\w.]+)/.exec(line)?.[1];
    if (module !== undefined) modules.push(module);
  }
  return groups;
}
