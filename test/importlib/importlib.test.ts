import { expect, test } from 'vitest';
import { build, type BuildOptions, type Plugin } from '../../core/index.ts';
import { writeProject } from '../project.ts';

/** Names of the modules that a program gets besides its entry. */
async function included(files: Record<string, string>, options: Partial<BuildOptions> = {}): Promise<string[]> {
  let names: string[] = [];
  const observe: Plugin = {
    name: 'observe',
    link: ({ dependencies }) => {
      names = dependencies.map(({ name }) => name);
    },
  };
  await build({ entry: 'main.py', cwd: writeProject(files), plugins: [observe], ...options });
  return names;
}

const followed = {
  'of the module': 'import importlib\nimportlib.import_module("other")\n',
  'of a submodule of importlib': 'import importlib.util\nimportlib.import_module("other")\n',
  'bound later': 'def f():\n    return load("other")\nfrom importlib import import_module as load\n',
  'of an alias of an alias': 'import importlib as a\nb = a\nc = b.import_module\nc("other")\n',
  'through global': 'import importlib\ndef f():\n    global g\n    g = importlib.import_module\n    g("other")\n',
  'in a nested function':
    'def f():\n    import importlib as i\n    def g():\n        return i.import_module("other")\n',
  'in a condition': 'import importlib\nif (load := importlib.import_module)("other"): pass\n',
  'with other arguments': 'import importlib\nimportlib.import_module("other", package=None)\n',
  'in brackets': 'import importlib\n(importlib).import_module(("other"),)\n',
  'with an alias that is not in normal form':
    'from importlib import import_module as ﬁnd\nfind("other")\nﬁnd("other")\n',
  'beside text outside the BMP': 'import importlib; "😀"; importlib.import_module("other")\n',
};

test.each(Object.entries(followed))('a call %s is followed', async (_, program) => {
  expect(await included({ 'main.py': program, 'other.py': '' })).toEqual(['other']);
});

const ignored = {
  'of a parameter': 'from importlib import import_module\ndef f(import_module):\n    import_module("other")\n',
  'of a local variable':
    'from importlib import import_module\ndef f():\n    import_module = print\n    import_module("other")\n',
  'of the target of a loop': 'def f(functions):\n    for import_module in functions:\n        import_module("other")\n',
  'of a function of that name': 'def import_module(name): pass\nimport_module("other")\n',
  'of a name that nothing binds': 'import_module("other")\n',
  'of another library': 'from mylib import import_module\nimport_module("other")\n',
  'of a relative import': 'def f():\n    from .importlib import import_module\n    import_module("other")\n',
  'of a method': 'class C:\n    def import_module(self): pass\nC().import_module("other")\n',
  'of an alias that means itself': 'import_module = import_module\nimport_module("other")\n',
  'of a rebound builtin': '__import__ = print\n__import__("other")\n',
  'with a computed name': 'import importlib\ndef f():\n    importlib.import_module(input())\n',
  'with a field in its name': 'import importlib\nimportlib.import_module(f"{1}other")\n',
  'with doubled braces': 'import importlib\nimportlib.import_module(f"other{{}}")\n',
  'with bytes': 'import importlib\nimportlib.import_module(b"other")\n',
  'with an escape': 'import importlib\nimportlib.import_module("\\x6fther")\n',
  'with arguments that cannot be seen': 'import importlib\nimportlib.import_module("other", *[])\n',
  'with an unknown argument': 'import importlib\nimportlib.import_module("other", level=1)\n',
  'with an argument twice': 'import importlib\nimportlib.import_module("other", name="other")\n',
  'with a relative name and no package': 'import importlib\nimportlib.import_module(".other")\n',
  'with the package of a script': 'import importlib\nimportlib.import_module(".other", __package__)\n',
  'with a computed level': '__import__("other", level=int())\n',
  'with a level and no namespace': '__import__("other", level=1)\n',
  'of the entry': 'import importlib\nimportlib.import_module("__main__")\n',
  'in a comment': '# importlib.import_module("other")\n',
  'in a string': 'text = """import importlib\nimportlib.import_module("other")"""\n',
};

test.each(Object.entries(ignored))('a call %s is not followed', async (_, program) => {
  expect(await included({ 'main.py': program, 'other.py': '' })).toEqual([]);
});

const reported = {
  'of a name from outside': 'import importlib, sys\nimportlib.import_module(sys.argv[1])\n',
  'of a parameter of a shared function':
    'from importlib import import_module\ndef load(name):\n    import_module(name)\n',
  'of a known default among others': 'import importlib\ndef load(name="pkg.one"):\n    importlib.import_module(name)\n',
  'with a gap at the start': 'import importlib, sys\nimportlib.import_module(sys.argv[1] + ".one")\n',
  'with spread arguments': '__import__(*names)\n',
  'that lists an unknown path': 'import pkgutil\ndef load(path):\n    list(pkgutil.iter_modules(path))\n',
  'that runs what it is told': 'import runpy, sys\nrunpy.run_module(sys.argv[1])\n',
  'of a constant of another module': 'import importlib, pkg\nimportlib.import_module(pkg.NAME)\n',
};

test.each(Object.entries(reported))('a call %s is reported, in a module that may be imported', async (_, program) => {
  const files = { 'main.py': 'import user\n', 'user.py': program, 'pkg/__init__.py': '', 'pkg/one.py': '' };
  const { diagnostics } = await build({ entry: 'main.py', cwd: writeProject(files) });
  const dynamic = diagnostics.filter(({ code }) => code === 'DYNAMIC_IMPORT');
  expect(dynamic).toEqual([expect.objectContaining({ level: 'warn', module: 'user', line: expect.any(Number) })]);
  const answered = await build({ entry: 'main.py', cwd: writeProject(files), include: ['pkg.*'] });
  expect(answered.diagnostics.find(({ code }) => code === 'DYNAMIC_IMPORT')?.level).toBe('info');
});

const unreported = {
  'of a function of the entry':
    'import importlib\ndef load(name):\n    return importlib.import_module(name)\nload("pkg.one")\n',
  'of a name with underscore': 'def _load(name="pkg.one"):\n    __import__(name)\n_load()\n_load("pkg.two")\n',
  'of a known package': 'import importlib, sys\nimportlib.import_module("encodings." + sys.argv[1])\n',
  'that only looks': 'import sys\nfrom importlib.util import find_spec\nfind_spec(sys.argv[1])\n',
  'that Python refuses': '__import__("one", level=2)\n',
  'that lists what is installed': 'import pkgutil\nlist(pkgutil.iter_modules())\n',
  'of a class attribute that is a function': 'class C:\n    __import__ = print\nC().__import__(1)\n',
};

test.each(Object.entries(unreported))('a call %s is not reported', async (_, program) => {
  const files = { 'main.py': program, 'pkg/__init__.py': '', 'pkg/one.py': '', 'pkg/two.py': '' };
  const { diagnostics } = await build({ entry: 'main.py', cwd: writeProject(files) });
  expect(diagnostics.filter(({ code }) => code === 'DYNAMIC_IMPORT')).toEqual([]);
});

const partlyKnown = {
  'by an attribute of the class': [
    'import importlib\nclass C:\n    names = ["pkg.one"]\n    def load(self):\n        for n in self.names: importlib.import_module(n)\n',
    ['pkg', 'pkg.one'],
  ],
  'by a guard': [
    'import importlib, sys\nname = sys.argv[1]\nif name in ("one",) and name:\n    importlib.import_module(f"pkg.{name}")\n',
    ['pkg', 'pkg.one'],
  ],
  'by a guard that leaves': [
    'import importlib\nKNOWN = {"two": 1}\ndef load(name):\n    if name not in KNOWN:\n        raise KeyError(name)\n    return importlib.import_module("pkg." + name)\n',
    ['pkg', 'pkg.two'],
  ],
  'by nothing': [
    'import importlib, sys\nimportlib.import_module("pkg." + sys.argv[1])\n',
    ['pkg', 'pkg.one', 'pkg.two'],
  ],
} as const;

test.each(Object.entries(partlyKnown))('a name is known %s', async (_, [program, names]) => {
  const files = { 'main.py': program, 'pkg/__init__.py': '', 'pkg/one.py': '', 'pkg/two.py': '' };
  expect(await included(files)).toEqual(names);
});

test.each([
  'from importlib.resources import contents\ncontents("pkg")\n',
  'import importlib.resources, pkg\nimportlib.resources.contents(package=pkg)\n',
  'from importlib import resources\nfor path in resources.files("pkg").iterdir(): print(path)\n',
  'import pkg\nfrom importlib.resources import files\nfolder = files(pkg)\nsorted(folder.iterdir())\n',
])('a listing of resources has the modules of the package: %j', async (program) => {
  const files = { 'main.py': program, 'pkg/__init__.py': '', 'pkg/one.py': '', 'pkg/sub/__init__.py': '' };
  expect(await included(files)).toEqual(['pkg', 'pkg.one', 'pkg.sub']);
});

test('names that are defined by each other in many ways are given up', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
  const lines = names.map((name, index) => `${name} = [n${(index + 7) % 60} + n${(index + 13) % 60}, "pkg.one"][0]`);
  const program = ['import importlib', ...lines, 'importlib.import_module(n0)', 'importlib.import_module("pkg.two")'];
  const files = { 'main.py': program.join('\n'), 'pkg/__init__.py': '', 'pkg/one.py': '', 'pkg/two.py': '' };
  expect(await included(files)).toContain('pkg.two');
});

test('patterns of `include` reach what a plugin says is below a package', async () => {
  const made: Plugin = {
    name: 'made',
    resolve: {
      filter: { name: 'made.**' },
      handler: ({ name }) => ({
        id: `virtual:${name}`,
        isPackage: name === 'made',
        ...(name === 'made' && { children: () => ['two', 'one'] }),
      }),
    },
    load: { filter: { name: 'made.**' }, handler: () => ({ code: '' }) },
  };
  const { graph } = await build({
    entry: 'main.py',
    cwd: writeProject({ 'main.py': '' }),
    plugins: [made],
    include: ['made.*'],
  });
  expect(graph.dependencies.map(({ name }) => name)).toEqual(['made', 'made.one', 'made.two']);
});

test.each(['pkg.*', 'absent.**', 'pkg.x_*'])(
  'an included pattern that finds nothing is an error: %s',
  async (pattern) => {
    const files = { 'main.py': '', 'pkg/__init__.py': '', 'pkg/data/readme.txt': '' };
    await expect(included(files, { include: [pattern] })).rejects.toMatchObject({
      diagnostic: { code: 'INCLUDE_NOT_FOUND' },
    });
  },
);

test('items of `fromlist` are included where they are modules', async () => {
  const program = '__import__("pkg", None, None, ["one", "missing", "*"])\n';
  const files = { 'main.py': program, 'pkg/__init__.py': '', 'pkg/one.py': '', 'pkg/two.py': '' };
  expect(await included(files)).toEqual(['pkg', 'pkg.one']);
});

test('an entry in a package is asked for modules beside it', async () => {
  const program =
    'import importlib\nimportlib.import_module(".one", __package__)\nimportlib.import_module("pkg.one")\n';
  const files = { 'pkg/__init__.py': '', 'pkg/__main__.py': program, 'pkg/one.py': '' };
  expect(await included(files, { entry: 'pkg' })).toEqual(['pkg', 'pkg.one']);
});

test('what is external stays external', async () => {
  const files = { 'main.py': '__import__("other")\n', 'other.py': '' };
  expect(await included(files)).toEqual(['other']);
  expect(await included(files, { external: ['other'] })).toEqual([]);
});
