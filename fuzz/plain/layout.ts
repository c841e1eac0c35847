import type { Choices } from '../choices.ts';
import type { PlainModule } from './scope.ts';

const leaves = 'alpha core models shapes helpers tools words store items parts'.split(' ');

/** Modules and packages, the entry first, packages before what is in them; they import those after them only. */
export function layOutPlain(choices: readonly Choices[]): PlainModule[] {
  const modules: PlainModule[] = [{ name: 'main', isPackage: false, exports: new Map() }];
  for (const choice of choices) {
    const packages = modules.filter(({ isPackage, name }) => isPackage && name.split('.').length < 3);
    const parent = choice.from([undefined, ...packages, ...packages]);
    const prefix = parent === undefined ? '' : `${parent.name}.`;
    const taken = new Set(modules.map(({ name }) => name));
    // Now and then a module has the name of something in modules.
    const names = choice.chance(12) ? ['value', 'make', 'Box'] : leaves;
    const leaf = choice.from([...names.filter((each) => !taken.has(prefix + each)), `extra${modules.length}`]);
    modules.push({ name: prefix + leaf, isPackage: choice.chance(3), exports: new Map() });
  }
  return modules;
}
