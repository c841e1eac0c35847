/** Which files, lines and columns Python says of code in a bundle. */
export const positionModes = ['native', 'full', 'off'] as const;

/** Values of `mode`. */
type PositionMode = (typeof positionModes)[number];

/** How a bundle says where its code comes from. */
export interface PositionsTable {
  /**
   * `native`: modules have the files, lines and columns that they have unbundled; `full`: the entry too, which runs as a
   * module then; `off`: everything is of the bundle's file, as Python compiled it. @default 'native'
   */
  readonly mode?: PositionMode | undefined;
  /**
   * Folders in which the original files may lie when the bundle runs, relative to the bundle's own; those of
   * `CRIBO_SOURCE_ROOT` come first. @default none
   */
  readonly root?: string | readonly string[] | undefined;
}

/** The option as users give it. */
export type PositionsOption = PositionMode | PositionsTable;

/** The option with its defaults. */
export interface Positions {
  readonly mode: PositionMode;
  readonly roots: readonly string[];
}

/** The option as a table, as some source may give it by the mode alone. */
export function positionsTable(option: PositionsOption = {}): PositionsTable {
  return typeof option === 'string' ? { mode: option } : option;
}

/** Fills in the defaults. */
export function positionsOf(option: PositionsOption | undefined): Positions {
  const { mode = 'native', root = [] } = positionsTable(option);
  return Object.freeze({ mode, roots: Object.freeze([root].flat()) });
}

const isMode = (value: unknown): boolean => positionModes.some((mode) => mode === value);

const isRoot = (value: unknown): boolean =>
  value === undefined || [value].flat().every((folder) => typeof folder === 'string' && folder !== '');

/** Whether a value is a mode, or a table that has nothing else in it than the option has, of the right types. */
export function isPositionsOption(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return isMode(value);
  const { mode, root } = value as Record<string, unknown>;
  return (
    Object.keys(value).every((key) => key === 'mode' || key === 'root') &&
    (mode === undefined || isMode(mode)) &&
    isRoot(root)
  );
}
