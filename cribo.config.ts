import { defineConfig } from 'cribo';

/** Builds an example of this repository: `npm start -- --output bundle.py`. */
export default defineConfig({
  entry: 'fixtures/examples/ledger/main.py',
  plugins: [
    {
      name: 'strip-assertions',
      analyse: {
        // Other programs that are bundled from this folder keep theirs.
        filter: { file: 'fixtures/examples/ledger/**', text: 'assert' },
        query: '(assert_statement) @statement',
        handler({ source }, { matches }) {
          for (const { statement } of matches()) source.replace(statement.start, statement.end, 'pass');
        },
      },
    },
  ],
});
