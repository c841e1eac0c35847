/** Flags that tests build programs with beside the programs' own: `CRIBO_TEST_FLAGS='--tree-shaking safe'`. */
export const extraFlags: readonly string[] = process.env.CRIBO_TEST_FLAGS?.split(' ') ?? [];
