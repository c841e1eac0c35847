// Compares the rules with packages as they are installed: `npm run check:rules -- FOLDER [PACKAGE...]`, with a
// site-packages folder. Each name has to be there, and each module that a rule speaks for has to need it.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { satisfies } from '@renovatebot/pep440';
import picomatch from 'picomatch';
import { build } from '../core/index.ts';
import { namePatternTest } from '../core/name-pattern.ts';
import type { Rule } from '../plugins/rules/rule.ts';
import rules from '../plugins/rules/rules.json' with { type: 'json' };

/** What is known of an installed package: its modules, and those with imports that cannot be followed. */
interface Installed {
  readonly modules: readonly string[];
  readonly dynamic: ReadonlySet<string>;
}

/** Modules that belong to whoever uses the package, or to another one. */
const elsewhere = ({ package: packageName }: Rule, name: string): boolean =>
  name !== packageName && !name.startsWith(`${packageName}.`);

/** Bundles all of a package, to see what is in it. */
async function examine(packageName: string, site: string): Promise<Installed> {
  const cwd = mkdtempSync(join(tmpdir(), 'cribo-rules-'));
  const dynamic = new Set<string>();
  try {
    writeFileSync(join(cwd, 'main.py'), '');
    const { graph } = await build({
      entry: 'main.py',
      cwd,
      path: [site],
      include: [`${packageName}.**`],
      write: false,
      onLog: ({ code, module }) => {
        if (code === 'DYNAMIC_IMPORT' || code === 'IMPORT_BY_RULE') dynamic.add(module!);
      },
    });
    return { modules: graph.modules.map(({ name }) => name), dynamic };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** The name of a distribution as PEP 503 compares it. */
const normal = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-');

function versionOf({ package: packageName, distribution = packageName }: Rule, site: string): string | undefined {
  const found = readdirSync(site).map((name) => /^(.+)-([^-]+)\.dist-info$/.exec(name));
  return found.find((match) => match !== null && normal(match[1]) === normal(distribution))?.[2];
}

/** What is wrong with a rule for a package that is installed. */
function problemsOf(rule: Rule, { modules, dynamic }: Installed, site: string): string[] {
  const { imports = {}, exclude = [], resources = [] } = rule;
  const folder = join(site, ...rule.package.split('.'));
  const isThere = (pattern: string): boolean => modules.some(namePatternTest(pattern));
  const names = [...Object.keys(imports), ...Object.values(imports).flat(), ...exclude];
  const missing = names.filter((name) => !elsewhere(rule, name) && !isThere(name));
  const idle = Object.entries(imports).filter(
    ([pattern, wanted]) => wanted.length === 0 && ![...dynamic].some(namePatternTest(pattern)),
  );
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const empty = resources.filter((glob) => !files.some((file) => picomatch.isMatch(file, glob)));
  return [
    ...missing.map((name) => `there is no ${name}`),
    ...idle.map(([pattern]) => `${pattern} imports nothing that is not followed`),
    ...empty.map((glob) => `no file is ${glob}`),
  ];
}

const [site, ...wanted] = process.argv.slice(2).map((argument, index) => (index === 0 ? resolve(argument) : argument));
let failures = 0;
for (const rule of rules as Rule[]) {
  if (wanted.length > 0 && !wanted.includes(rule.package)) continue;
  const version = versionOf(rule, site);
  const place = join(site, rule.package);
  const isInstalled = version !== undefined && (existsSync(place) || existsSync(`${place}.py`));
  const isOther = isInstalled && rule.versions !== undefined && !satisfies(version, rule.versions);
  if (!isInstalled || isOther || rule.external !== undefined) {
    console.log(`-- ${rule.package}: ${isOther ? `other version (${version})` : (rule.external ?? 'not installed')}`);
    continue;
  }
  const problems = await examine(rule.package, site).then(
    (installed) => problemsOf(rule, installed, site),
    (cause: Error) => [`it cannot be bundled: ${cause.message}`],
  );
  failures += problems.length;
  console.log(`${problems.length === 0 ? 'ok' : '!!'} ${rule.package} ${version}`);
  for (const problem of problems) console.log(`   ${problem}`);
}
process.exitCode = failures > 0 ? 1 : 0;
