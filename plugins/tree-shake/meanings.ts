import { boundName } from '../../core/python/import-requests.ts';
import { mayNotBind } from '../../core/python/statements/scan-statements.ts';
import { importsModule, type LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';
import { exportsName } from './exports.ts';
import { isKnown } from './known-names.ts';

/** What a dotted name of a module means, as far as that is certain. */
export type Meaning =
  | { readonly kind: 'builtin'; readonly name: string }
  /** A name that the standard library has in every version. */
  | { readonly kind: 'library'; readonly module: string; readonly name: string }
  | { readonly kind: 'module'; readonly linked: LinkedModule }
  /** Bound once, by a function, a class or an assignment. */
  | { readonly kind: 'statement'; readonly linked: LinkedModule; readonly index: number; readonly name: string };

/** Re-exports of re-exports end somewhere, unless they go round in a circle. */
const MOST_STEPS = 30;

/**
 * Follows a dotted name through imports to what binds it; gives nothing where that may change while the program runs.
 * @param children gets the modules that are taken as attributes of their packages on the way, which they are once they have run,
 *   and nothing in place of one that may be an attribute of the name of something else
 */
export function meaningOf(
  linked: LinkedModule,
  path: readonly string[],
  modules: Modules,
  steps = 0,
  children: (LinkedModule | undefined)[] = [],
): Meaning | undefined {
  const [name, ...rest] = path;
  if (steps > MOST_STEPS || modules.mayRebind(linked, name!)) return undefined;
  const binders = linked.binders.get(name);
  const submodule = `${linked.name}.${name}`;
  if (modules.has(submodule) && !binders?.every((index) => isImportedAbove(linked, index, submodule)))
    children.push(undefined);
  if (binders === undefined) return throughStars(linked, path, modules, steps, true, children);
  if (binders.length > 1) return undefined;
  const [index] = binders;
  const { kind } = linked.statements[index!]!;
  if (kind === 'import') return ofImport(linked, index!, path, modules, steps, children);
  if (mayNotBind(kind) || rest.length > 0) return undefined;
  return { kind: 'statement', linked, index: index!, name };
}

function ofImport(
  linked: LinkedModule,
  index: number,
  [first, ...rest]: readonly string[],
  modules: Modules,
  steps: number,
  children: (LinkedModule | undefined)[],
): Meaning | undefined {
  for (const { fact, base } of linked.imports[index]!) {
    for (const imported of fact.names) {
      if (imported.name === '*' || boundName(fact, imported) !== first) continue;
      if (fact.from === undefined)
        return ofAttribute(imported.alias === undefined ? first : imported.name, rest, modules, steps, children);
      if (base === undefined) return undefined;
      // The statement itself imports what the package does not bind.
      const submodule = `${base}.${imported.name}`;
      return modules.get(base)?.binders.has(imported.name) !== true && modules.has(submodule)
        ? ofAttribute(submodule, rest, modules, steps, children)
        : ofAttribute(base, [imported.name, ...rest], modules, steps, children);
    }
  }
  return undefined;
}

/** What attributes of a module mean. */
function ofAttribute(
  moduleName: string,
  path: readonly string[],
  modules: Modules,
  steps: number,
  children: (LinkedModule | undefined)[],
): Meaning | undefined {
  if (steps > MOST_STEPS) return undefined;
  const linked = modules.get(moduleName);
  if (linked === undefined) {
    if (modules.has(moduleName.split('.', 1)[0]!)) return undefined;
    const [last] = path.slice(-1);
    const module = [moduleName, ...path.slice(0, -1)].join('.');
    return last !== undefined && isKnown(module, last) && !modules.setOfImported.has(last)
      ? { kind: 'library', module, name: last }
      : undefined;
  }
  modules.asked.add(linked);
  if (path.length === 0) return { kind: 'module', linked };
  const [name, ...rest] = path;
  if (linked.binders.has(name)) return meaningOf(linked, path, modules, steps + 1, children);
  const submodule = `${moduleName}.${name}`;
  if (modules.has(submodule)) {
    children.push(modules.get(submodule));
    return ofAttribute(submodule, rest, modules, steps + 1, children);
  }
  return throughStars(linked, path, modules, steps + 1, false, children);
}

function throughStars(
  linked: LinkedModule,
  path: readonly string[],
  modules: Modules,
  steps: number,
  mayBeBuiltin: boolean,
  children: (LinkedModule | undefined)[],
): Meaning | undefined {
  for (const { fact, base } of linked.starImports) {
    const target = base === undefined ? undefined : modules.get(base);
    // What a module outside brings along is not known.
    if (target === undefined || fact.scope !== 0) return undefined;
    const isExported = exportsName(target, path[0]!);
    if (isExported === false) continue;
    // Whether it comes along is up to what `__all__` comes to.
    if (isExported === undefined) children.push(undefined);
    const found = ofAttribute(base!, path, modules, steps + 1, children);
    if (found !== undefined || mayHave(target, path[0]!)) return found;
  }
  const [name, ...rest] = path;
  if (!mayBeBuiltin || rest.length > 0 || modules.setOfImported.has(name!)) return undefined;
  return { kind: 'builtin', name: name! };
}

/** Whether a module may have a name. */
function mayHave(target: LinkedModule, name: string): boolean {
  return target.binders.has(name) || target.starImports.length > 0;
}

/**
 * Whether a statement, or a plain import above it, imports a submodule of its module's: then it binds a name after the import
 * system has bound the name to the submodule.
 */
function isImportedAbove(linked: LinkedModule, binder: number, submodule: string): boolean {
  return linked.imports
    .slice(0, binder + 1)
    .some((imports) => imports.some((found) => importsModule(found, submodule)));
}
