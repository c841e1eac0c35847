import type { LinkedModule } from './linked-module.ts';

/**
 * A module that puts an object of a class of its own in its place, with all of its names, so that the class says what
 * names mean that the module does not have. Indexes of its statements.
 */
export interface ModuleClass {
  /** The class, whose methods only run where a name is read that is not there. */
  readonly classIndex: number;
  /** What puts the object in the module's place, which reads no names of it but the given ones. */
  readonly replacing: ReadonlyMap<number, readonly string[]>;
}

const NAME = String.raw`([\p{ID_Start}_][\p{ID_Continue}]*)`;
const pattern = (text: string): RegExp => new RegExp(`^${text.replaceAll('NAME', NAME).replaceAll(' ', '\\s*')}$`, 'u');
const oldModule = pattern(String.raw`NAME = sys \. modules \[ __name__ \]`);
const newModule = pattern(String.raw`NAME = NAME \( __name__ \)`);
const copied = pattern(String.raw`NAME\.__dict__\.update\( NAME\.__dict__ \)`);
const replaced = pattern(String.raw`sys \. modules \[ __name__ \] = NAME`);
const classSet = pattern(String.raw`sys \. modules \[ __name__ \] \. __class__ = NAME`);
const deleted = /^del\s+[\p{ID_Continue}.,\s]+$/u;

/** Finds that in a module: `new = Class(__name__); new.__dict__.update(old.__dict__); sys.modules[__name__] = new`. */
export function findModuleClass(linked: LinkedModule): ModuleClass | undefined {
  if (!linked.text.includes('sys.modules[__name__]')) return undefined;
  const replacing = new Map<number, readonly string[]>();
  const variables = new Set<string>();
  let [className, isInPlace, isCopied] = ['', false, false];
  for (const [index, { kind, start, end }] of linked.statements.entries()) {
    if (kind !== 'assignment' && kind !== 'other') continue;
    const text = linked.text.slice(start, end);
    const [made, old] = [newModule.exec(text), oldModule.exec(text)];
    const [copy, put, set] = [copied.exec(text), replaced.exec(text), classSet.exec(text)];
    if (old !== null) variables.add(old[1]!);
    else if (made !== null && isModuleType(linked, made[2]!)) {
      variables.add(made[1]!);
      className = made[2]!;
    } else if (copy !== null && variables.has(copy[1]!) && variables.has(copy[2]!)) isCopied = true;
    else if (put !== null && variables.has(put[1]!)) isInPlace = true;
    else if (set !== null && isModuleType(linked, set[1]!)) {
      className = set[1]!;
      [isInPlace, isCopied] = [true, true];
    } else if (!(deleted.test(text) && isOfVariables(text, variables))) continue;
    replacing.set(index, attributesIn(text));
  }
  const isElsewhere = linked.statements.some(
    ({ reads, later, binds }, index) =>
      !replacing.has(index) &&
      [...reads, ...later, ...binds].some(
        (name) => variables.has(name) || (name === className && !isClass(linked, index)),
      ),
  );
  if (className === '' || !isInPlace || !isCopied || isElsewhere) return undefined;
  return { classIndex: linked.binders.get(className)![0]!, replacing };
}

const isClass = ({ statements }: LinkedModule, index: number): boolean => statements[index]!.kind === 'class';

/** Whether a name is a class of modules that says nothing but what names mean that are not there. */
function isModuleType(linked: LinkedModule, name: string): boolean {
  const [index, ...others] = linked.binders.get(name) ?? [];
  if (index === undefined || others.length > 0 || !isClass(linked, index)) return false;
  const text = linked.text.slice(linked.statements[index]!.start, linked.statements[index]!.end);
  if (!/^class\s+\w+\s*\(\s*(?:types\s*\.\s*)?ModuleType\s*\)\s*:/.test(text)) return false;
  const body = text.slice(text.indexOf(':') + 1).split('\n');
  const [first] = body.find((line) => line.trim() !== '')!.match(/^\s*/)!;
  const heads = body.filter((line) => line.startsWith(first) && /^[^\s)\]}"']/.test(line.slice(first.length)));
  return heads.every((line) => /^def (?:__getattr__|__dir__)\b|^#/.test(line.slice(first.length)));
}

const isOfVariables = (text: string, variables: ReadonlySet<string>): boolean =>
  text
    .slice('del'.length)
    .split(',')
    .every((each) => variables.has(each.trim().split('.', 1)[0]!));

/** Names that are deleted of the new module, which have to be there. */
function attributesIn(text: string): string[] {
  if (!text.startsWith('del')) return [];
  return [...text.matchAll(/\.\s*([\p{ID_Continue}]+)/gu)].map(([, name]) => name!);
}
