import type { Range } from '../../core/python/facts.ts';
import type { Inclusion } from './inclusion.ts';
import type { LinkedModule } from './linked-module.ts';
import { loadedModulesUse } from './loaded-modules-uses.ts';
import { namesInStrings } from './names-in-strings.ts';
import { namespaceUse } from './namespace-uses.ts';
import { type SystemNames, systemNames } from './system-names.ts';

/** The part of inclusion that is about what statements get at by other means than names: strings, `sys.modules`, frames. */
export class TextInclusion {
  readonly #inclusion: Inclusion;
  /** By module, what its text calls `sys`. */
  readonly #systemNames = new Map<LinkedModule, SystemNames>();

  constructor(inclusion: Inclusion) {
    this.#inclusion = inclusion;
    for (const linked of inclusion.modules.values()) this.#systemNames.set(linked, systemNames(linked));
  }

  /** What a statement that stays names in strings, looks up in namespaces, and imports by calls. */
  follow(linked: LinkedModule, index: number): void {
    const { modules } = this.#inclusion;
    const { start, end } = linked.statements[index]!;
    const text = linked.text.slice(start, end);
    this.#useNamespaces(linked, text);
    for (const { linked: named, attribute, isPackageOnly } of namesInStrings(text, modules)) {
      if (!isPackageOnly && attribute === undefined)
        this.#inclusion.keep(named, `a string in "${linked.name}" names it`);
      // It may be that nothing else imports it.
      else this.#inclusion.run(named);
      if (attribute === undefined || isPackageOnly) continue;
      this.#inclusion.needOf(named).isNamedInString = true;
      this.#inclusion.need(named, attribute);
    }
    for (const name of linked.importedByCalls.get(index) ?? []) {
      const target = modules.get(name);
      if (target !== undefined) this.#inclusion.keep(target, `a call in "${linked.name}" imports it by name`);
    }
  }

  /** What a statement does with `sys.modules`. */
  useLoadedModules(linked: LinkedModule, { start, end }: Range): void {
    const { names, attributes, asksForNames, getsAny } = loadedModulesUse(
      linked.text.slice(start, end),
      this.#systemNames.get(linked)!,
    );
    for (const name of names) {
      const named = name === '__name__' ? linked : this.#inclusion.modules.get(name);
      if (named !== undefined) this.#inclusion.keep(named, `"${linked.name}" takes it out of sys.modules`);
    }
    this.#inclusion.names.needEverywhere(attributes);
    const reason = `"${linked.name}" takes modules out of sys.modules by names that are not in its text`;
    if (getsAny) this.#inclusion.keepAll(reason);
    if (asksForNames) this.#inclusion.keepModules();
  }

  /** Names that are looked up in frames and functions may be those of any module. */
  #useNamespaces({ name: by }: LinkedModule, text: string): void {
    const { names, getsAny, copies } = namespaceUse(text);
    if (copies) this.#inclusion.names.copyNamespaces();
    if (getsAny) this.#inclusion.keepAll(`"${by}" gets at namespaces of frames or functions`);
    this.#inclusion.names.needEverywhere(names);
  }
}
