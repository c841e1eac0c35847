// Writes what is made from the table of options: `npm run reference`.
import { readFileSync, writeFileSync } from 'node:fs';
import { configurationSchema, optionTable, rulesSchema } from './option-reference.ts';

const TABLE = /^\| in a file \|.*?\n\n/ms;

const docs = 'docs/configuration.md';
writeFileSync('schema/cribo.schema.json', `${JSON.stringify(configurationSchema(), null, 2)}\n`);
writeFileSync('schema/cribo-rules.schema.json', `${JSON.stringify(rulesSchema(), null, 2)}\n`);
writeFileSync(
  docs,
  readFileSync(docs, 'utf8').replace(TABLE, () => `${optionTable()}\n\n`),
);
