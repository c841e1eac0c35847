import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const report = process.env.CRIBO_TEST_REPORT;

export default defineConfig({
  plugins: [
    {
      name: 'python-as-text',
      enforce: 'pre',
      load(id) {
        return id.endsWith('.py') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined;
      },
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxConcurrency: availableParallelism(),
    // The gate reads its closing line from this.
    ...(report ? { reporters: ['default', ['json', { outputFile: report }]] } : {}),
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
