// Says on standard error which modules a command imports: `node --import ./observe-loading.mjs command.js`.
import { register } from 'node:module';

const hooks = `
import { writeSync } from 'node:fs';

export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  writeSync(2, 'imported ' + specifier + '\\n');
  return resolved;
}`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
