import type { Module } from '../module.ts';
import type { InputMap } from './input-map.ts';
import type { MappingsWriter } from './mappings-writer.ts';

/** A source of a map. */
export interface MapSource {
  /** Absolute path, or a name for what is no file. */
  readonly path: string;
  readonly isFile: boolean;
  /** Its text, where it is known. */
  readonly content: string | undefined;
  /** The SHA-256 of the file's bytes, in hex. */
  readonly digest: string | undefined;
}

/** Where the segments of a module lead to. */
interface ModuleSource {
  readonly index: number;
  /** The map that the module's file has of its own. */
  readonly map: InputMap | undefined;
  /** The indexes of that map's sources. */
  readonly indexes: number[];
}

/** The sources and names of a map, each once. */
export class SourceList {
  readonly sources: MapSource[] = [];
  readonly names: string[] = [];
  readonly #byPath = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  readonly #byModule = new Map<Module, ModuleSource>();
  readonly #mapOf: (module: Module) => InputMap | undefined;
  #last: readonly [Module, ModuleSource] | undefined;

  /** @param mapOf gives the map that a module's file has of its own */
  constructor(mapOf: (module: Module) => InputMap | undefined) {
    this.#mapOf = mapOf;
  }

  nameIndex(name: string): number {
    let index = this.#byName.get(name);
    if (index === undefined) {
      index = this.names.push(name) - 1;
      this.#byName.set(name, index);
    }
    return index;
  }

  /** Writes where what begins in a column comes from: a line and column (from 0) of a module's file, or of that file's own sources. */
  addSegment(
    writer: MappingsWriter,
    column: number,
    module: Module,
    line: number,
    sourceColumn: number,
    name?: number,
  ): void {
    const { index, map, indexes } = this.#sourceOf(module);
    if (map === undefined) return writer.addSegment(column, index, line, sourceColumn, name);
    const place = map.trace(line, sourceColumn);
    if (place === undefined) {
      if (writer.isMapped) writer.addEnd(column);
      return;
    }
    const source = (indexes[place.source] ??= this.#add(map.sources[place.source]!));
    const named = place.name === undefined ? name : this.nameIndex(place.name);
    writer.addSegment(column, source, place.line, place.column, named);
  }

  #sourceOf(module: Module): ModuleSource {
    if (this.#last?.[0] === module) return this.#last[1];
    let found = this.#byModule.get(module);
    if (found === undefined) {
      const map = this.#mapOf(module);
      found = { index: map === undefined ? this.#add(sourceOfModule(module)) : -1, map, indexes: [] };
      this.#byModule.set(module, found);
    }
    this.#last = [module, found];
    return found;
  }

  #add(source: MapSource): number {
    let index = this.#byPath.get(source.path);
    if (index === undefined) {
      index = this.sources.push(source) - 1;
      this.#byPath.set(source.path, index);
    }
    return index;
  }
}

function sourceOfModule({ file, id, layers, text, digest }: Module): MapSource {
  return {
    path: file ?? id,
    isFile: file !== undefined,
    content: layers[0]?.original ?? text,
    digest: digest?.file,
  };
}
