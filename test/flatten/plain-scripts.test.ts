import { describe, expect, test } from 'vitest';
import { build, type BuildOptions, type Module } from '../../core/index.ts';
import { flatteningFacts } from '../../core/python/flattening/flattening-facts.ts';
import { isBinding } from '../../core/python/references.ts';
import { entryOf, prepareWorkplace } from '../fixtures/build-fixture.ts';
import { type Fixture, loadFixtures } from '../fixtures/load-fixtures.ts';

/** A bundle of modules of which each is flattened. */
interface PlainScript {
  readonly name: string;
  readonly text: string;
  readonly modules: readonly Module[];
}

/** What says which module a class is of. */
const OF_MODULE = /(?:;[ ]|^[ \t]*)?__module__ = '.*?'(?:\n|; )?|,? module='.*?'/gm;

const scripts: PlainScript[] = [];
for (const fixture of await loadFixtures()) {
  const script = await plainScript(fixture);
  if (script !== undefined) scripts.push(script);
}

/** The script that a fixture becomes, nothing left out, where no module of it stays one. */
async function plainScript(fixture: Fixture): Promise<PlainScript | undefined> {
  const { name, case: value } = fixture;
  if (value.error !== undefined || value.builds !== undefined || name.endsWith(')')) return undefined;
  const workplace = prepareWorkplace(fixture);
  try {
    const options: BuildOptions = { ...value.options, entry: entryOf(value), strategy: 'flatten', treeShaking: false };
    const { outputs, graph } = await build({ ...options, cwd: workplace.original, write: false });
    const modules = graph.modules.filter(({ isLeftOut }) => !isLeftOut);
    const isPlain =
      modules.length > 1 && modules.every(({ isEntry, strategy }) => isEntry || strategy?.name === 'flatten');
    return isPlain ? { name, text: Buffer.from(outputs[0]!.bytes).toString(), modules } : undefined;
  } finally {
    workplace.remove();
  }
}

const identifiersOf = (text: string): string[] => [...flatteningFacts(text).identifiers.keys()];

/** Identifiers that no module has, but for those that say which module a class is of. */
function addedNames({ text, modules }: PlainScript): string[] {
  const own = new Set(modules.flatMap((module) => identifiersOf(module.text)));
  return identifiersOf(text).filter((name) => name !== '__module__' && name !== 'module' && !own.has(name));
}

/** The names that two modules bind, in whatever scopes, or that one binds and another one looks for among builtins. */
function collidingNames({ modules }: PlainScript): string[] {
  const used = modules.map(({ text }) => {
    const uses = flatteningFacts(text).uses.filter(({ role, definition }) => isBinding(role) || definition === -1);
    return new Set(uses.map(({ name }) => name));
  });
  const names = new Set(used.flatMap((each) => [...each]));
  return [...names].filter((name) => used.filter((each) => each.has(name)).length > 1);
}

describe('a script of modules that are all flattened', () => {
  test('is what many fixtures become', () => expect(scripts.length).toBeGreaterThan(90));

  test.each(scripts)('has no name that its author did not write, unless two modules collide: $name', (script) => {
    const colliding = collidingNames(script);
    const isOfCollision = (added: string): boolean =>
      colliding.some((name) => added.includes(`__${name}`) || added.startsWith(`kept_${name.replace(/^_+/, '')}`));
    expect(addedNames(script).filter((name) => !isOfCollision(name))).toEqual([]);
  });

  test.each(scripts.filter((script) => addedNames(script).length === 0))(
    'is no longer than its modules, but for what says which module a class is of: $name',
    ({ text, modules }) => {
      const whole = modules.map((module) => module.text).join('');
      expect(text.replaceAll(OF_MODULE, '').length).toBeLessThanOrEqual(whole.replaceAll(OF_MODULE, '').length);
    },
  );
});
