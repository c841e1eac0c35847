import { type Arbitrary, array, constantFrom, nat, record } from 'fast-check';
import type { PythonVersion } from '../../core/python/facts.ts';
import type { RunForm } from '../../test/case.ts';
import { type Choices, choicesFrom } from '../choices.ts';
import type { Program, ProgramModule, Statement } from '../model.ts';
import { writeClass } from './classes.ts';
import { writeDecorator, writeFunction } from './functions.ts';
import { writeImport, writeLibraryImport } from './imports.ts';
import { layOutPlain } from './layout.ts';
import { bind, type PlainConstruct, type PlainModule, type PlainScope } from './scope.ts';
import { writeEnd, writeUse } from './uses.ts';
import { writeChange, writeValue } from './values.ts';

interface ModuleDraws {
  readonly place: number[];
  readonly statements: number[][];
}

const draws = (length: number): Arbitrary<number[]> => array(nat(99_999), { minLength: length, maxLength: length });

const moduleDraws: Arbitrary<ModuleDraws> = record({
  place: draws(40),
  statements: array(draws(50), { minLength: 3, maxLength: 10 }),
});

const constructs: readonly PlainConstruct[] = [
  writeValue,
  writeValue,
  writeFunction,
  writeFunction,
  writeClass,
  writeClass,
  writeDecorator,
  writeChange,
  writeLibraryImport,
  writeUse,
  writeUse,
  writeUse,
  writeUse,
];

/**
 * Programs of modules that import one another without cycles and look at nothing but values: what can be flattened. A few
 * names mean something else in every module and scope.
 */
export function plainPrograms(versions: readonly PythonVersion[]): Arbitrary<Program> {
  return record({
    version: constantFrom(...versions),
    form: constantFrom<RunForm[]>('file', 'file', 'file', 'stdin', 'module', 'import'),
    modules: array(moduleDraws, { minLength: 2, maxLength: 8 }),
  }).map(({ version, form, modules }) => ({
    modules: writeModules(version, modules),
    version,
    form,
    links: [],
    roots: [],
    deduplicate: 'file',
  }));
}

function writeModules(version: PythonVersion, all: readonly ModuleDraws[]): ProgramModule[] {
  const planned = layOutPlain(all.slice(1).map(({ place }) => choicesFrom(place)));
  const imported = all.map(({ place }, index) => importersOf(index, choicesFrom(place.slice(4))));
  let count = 0;
  // The last first, so that those that import it know what it binds.
  const written = planned.map((_, index) => index).toReversed();
  const texts = written.map((index) => {
    const targets = planned.filter((_, later) => imported[later].includes(index));
    return writeModule(planned, index, targets, all[index], version, () => (count += 1));
  });
  return texts.toReversed();
}

/** The modules before it that import a module: one at least, so that all are imported. */
function importersOf(index: number, choices: Choices): number[] {
  if (index === 0) return [];
  const first = choices.number(index);
  return choices.chance(2) ? [first, choices.number(index)] : [first];
}

function writeModule(
  planned: readonly PlainModule[],
  index: number,
  targets: readonly PlainModule[],
  { place, statements }: ModuleDraws,
  version: PythonVersion,
  tag: () => number,
): ProgramModule {
  const module = planned[index];
  const choices = choicesFrom(place.slice(10));
  const scope: PlainScope = {
    module,
    isEntry: index === 0,
    later: planned.slice(index + 1),
    known: new Map(),
    uncertain: new Set(),
    modules: new Map(),
    version,
    tag,
  };
  const imports = choices.chance(2) ? targets.toReversed() : targets;
  const isLate = choices.chance(4);
  const body: Statement[] = [];
  const drawn = statements.map((each) => choicesFrom(each));
  if (isLate) body.push(...write(drawn.splice(0, 2), scope));
  for (const target of imports) {
    body.push(writeImport(scope, target, choices));
    if (choices.chance(5)) body.push(...write(drawn.splice(0, 1), scope));
  }
  body.push(...write(drawn, scope));
  if (choices.chance(12)) body.push(exportList(scope, choices));
  const end = index === 0 ? writeEnd(scope, choices) : undefined;
  if (end !== undefined) body.push(end);
  for (const [name, kind] of scope.known) {
    if (!scope.uncertain.has(name) || choices.chance(8)) module.exports.set(name, kind);
  }
  return {
    name: module.name,
    isPackage: module.isPackage,
    root: '',
    style: {
      indent: choices.from(['    ', '    ', '    ', '  ', '\t']),
      newline: choices.chance(10) ? '\r\n' : '\n',
      finalNewline: !choices.chance(6),
    },
    prologue: prologue(choices),
    statements: body,
  };
}

function write(choices: readonly Choices[], scope: PlainScope): Statement[] {
  return choices.flatMap((choice) => choice.from(constructs)(scope, choice) ?? []);
}

function exportList(scope: PlainScope, choices: Choices): Statement {
  const names = [...scope.known.keys()];
  const listed = names.length === 0 ? [] : choices.some(names, 3);
  bind(scope, '__all__', 'value');
  return { construct: 'export list', lines: [`__all__ = [${listed.map((name) => `'${name}'`).join(', ')}]`] };
}

function prologue(choices: Choices): string[] {
  return [
    ...choices.from([
      [],
      [],
      ['# A comment first.', ''],
      ['#!/usr/bin/env python3', '# -*- coding: utf-8 -*-'],
      ['', ''],
    ]),
    ...choices.from([[], [], ['"""What it is."""', ''], ["'''Over lines,", '\0', "\0  two.'''"]]),
    ...choices.from([[], [], [], [], [], [], ['from __future__ import annotations']]),
  ];
}
