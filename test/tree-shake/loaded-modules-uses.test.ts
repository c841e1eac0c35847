import { expect, test } from 'vitest';
import { type LoadedModulesUse, loadedModulesUse } from '../../plugins/tree-shake/loaded-modules-uses.ts';
import { namesFor } from '../../plugins/tree-shake/system-names.ts';

const use = (found: Partial<LoadedModulesUse>): LoadedModulesUse => ({
  names: [],
  attributes: [],
  asksForNames: false,
  getsAny: false,
  ...found,
});
const nothing = use({});
const any = use({ getsAny: true });
const asks = use({ asksForNames: true });

/** What code does with `sys.modules`, which its module also calls `modules`; it calls `sys` `_sys`, too. */
const uses: readonly (readonly [code: string, expected: LoadedModulesUse])[] = [
  ['x = sys.modules["a.b"].c', use({ names: ['a.b'] })],
  ['x = modules.get("a-b", None)', use({ names: ['a-b'] })],
  ['sys.modules["a"] = 1; del sys.modules["b"]', use({ names: ['a', 'b'] })],
  ['x = (sys.modules)["a"]', use({ names: ['a'] })],
  ['x = sys.modules["a" "b"]', use({ names: ['ab'] })],
  ['x = sys.modules[r"a"]', use({ names: ['a'] })],
  ['x = sys.modules[__name__]', use({ names: ['__name__'] })],
  ['x = other.modules[z]', nothing],
  ['x = other.sys.modules["a"]', use({ names: ['a'] })],
  ['x = os.sys.modules[z]', any],
  ['x = _sys.modules[z]', any],
  ['x = __import__("sys").modules[z]', any],
  ['x = importlib.import_module("sys").modules["a"]', use({ names: ['a'] })],
  ['x = __import__("sys")', any],
  ['system = sys', any],
  ['def f(x=sys): return x.modules[z]', any],
  ['x = [sys, os]', any],
  ['x = show(os.sys)', any],
  ['x = getattr(sys, "modules")', any],
  ['x = getattr(sys, name)', any],
  ['x = getattr(sys, "frozen", False)', nothing],
  ['x = hasattr(sys, "frozen") and sys.frozen', nothing],
  ['x = setattr(_sys, "argv", [])', nothing],
  ['x = vars(sys)["modules"]', any],
  ['x = sys.__dict__["modules"]', any],
  ['x = sys.argv[modules_of("sys")]', nothing],
  ['if sys is not None: del sys', nothing],
  ['import sys as _sys', nothing],
  ['x = sys.modules[name]', any],
  ['x = sys. \\\n  modules[name]', any],
  ['x = sys \\\n  .modules[name]', any],
  ['x = (sys  # what it "knows"\n  .modules[name])', any],
  ['x = sys.modules["a" + name]', any],
  ['x = sys.modules["a", name]', any],
  ['x = sys.modules', any],
  ['x = sys.modules.items()', any],
  ['x = f"{sys.modules[name]}"', any],
  ['sys.modules[name] = 1', nothing],
  ['sys.modules[names[0]] = x = 1', nothing],
  ['sys.modules[name].attribute = 1', any],
  ['sys.modules[names["["]].table["]"] = 1', any],
  ['sys.modules[name] == 1', any],
  ['sys.modules[name] += 1', any],
  ['sys.modules.pop(name)', nothing],
  ['del sys.modules[name]', nothing],
  ['del x, sys.modules[name]', nothing],
  ['del sys.modules[name].attribute', any],
  ['x = name in sys.modules', asks],
  ['x = name not in sys.modules and y', asks],
  ['x = name in sys.modules \\\n  [other]', any],
  ['x = name in sys.modules.items()', any],
  ['for name in sys.modules: pass', asks],
  ['for name in x, sys.modules: pass', any],
  ['x = [name for name in sys.modules]', asks],
  ['x = sorted(sys.modules), len( sys.modules )', asks],
  ['x = sorted(sys.modules, key=f)', any],
  ['x = sys.modules[cls.__module__].name', use({ attributes: ['name'] })],
  ['x = sys.modules[cls.__module__].__dict__', nothing],
  ['x = sys.modules.get(cls.__module__)', nothing],
  ['x = getattr(sys.modules[cls.__module__], "name", None)', use({ attributes: ['name'] })],
  ['x = getattr(sys.modules[cls.__module__], "name" + x)', any],
  ['x = getattr(sys.modules[cls.__module__], name)', any],
  ['x = sys.modules[f().__module__]', any],
  ['"""What sys.modules[name] is."""', nothing],
  ['x = "it\'s"  # sys.modules["a"]', nothing],
  ["x = 1  # it's in sys.modules", nothing],
];

test.each(uses)('%s', (code, expected) => {
  expect(loadedModulesUse(`${code}\n`, namesFor(['sys', '_sys'], ['modules']))).toEqual(expected);
});
