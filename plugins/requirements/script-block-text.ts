/**
 * The text of a block of script metadata (PEP 723).
 * @param table other tables that it has; `[tool.cribo]` said how to bundle, and is left out
 */
export async function scriptBlockText(
  requirements: readonly string[],
  requiresPython: string,
  { tool, ...others }: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { stringify } = await import('smol-toml');
  const quoted = requirements.map((line) => `  ${JSON.stringify(line)},`);
  const dependencies = quoted.length === 0 ? ['dependencies = []'] : ['dependencies = [', ...quoted, ']'];
  const tools = Object.fromEntries(Object.entries(tool ?? {}).filter(([name]) => name !== 'cribo'));
  const rest = { ...others, ...(Object.keys(tools).length === 0 ? {} : { tool: tools }) };
  const tables = Object.keys(rest).length === 0 ? [] : ['', ...stringify(rest).trimEnd().split('\n')];
  const lines = [
    '/// script',
    `requires-python = ${JSON.stringify(requiresPython)}`,
    ...dependencies,
    ...tables,
    '///',
  ];
  return lines.map((line) => `${line === '' ? '#' : `# ${line}`}\n`).join('');
}
