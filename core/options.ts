/** Options of `build`. */
export interface BuildOptions {
  /**
   * What the user runs: a file, a package folder, a dotted module, `module:function`, or `-` for standard input.
   * Paths are relative to `cwd`.
   */
  entry: string;
  /** Where the bundle goes; left out, nothing is written and the result carries the text. */
  output?: string | undefined;
  /** Folder that relative paths start from. @default process.cwd() */
  cwd?: string | undefined;
  /** More folders to look for modules in, after the entry's folder and the `src` roots. @default [] */
  path?: readonly string[] | undefined;
  /** Modules that stay imports of the environment, with their submodules. @default [] */
  external?: readonly string[] | undefined;
  /** Modules to bundle although no import statement names them. @default [] */
  include?: readonly string[] | undefined;
  /** The oldest Python the bundle has to run on, as `3.8`: newer syntax is an error. @default any */
  targetPython?: string | undefined;
}
