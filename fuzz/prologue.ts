import type { Choices } from './choices.ts';
import { flush } from './model.ts';
import { show } from './scope.ts';

const docstrings: readonly (readonly string[])[] = [
  [],
  [],
  [`'''Docstring of the module.'''`],
  [`"""Docstring`, `${flush}`, `${flush}    over lines \\`, `${flush}and on."""`],
  [`'joined ' \\`, `"docstring"`],
  [`r"raw \\d"`],
  [`f'no docstring'`],
  [`'docstring'; print(__name__, __doc__)`],
];

const comments: readonly (readonly string[])[] = [
  [],
  [],
  ['# A comment first.', ''],
  ['#!/usr/bin/env python3', '# -*- coding: utf-8 -*-'],
  ['', '', '   # indented comment'],
  ['# vim: set fileencoding=utf-8 :'],
];

const futures: readonly (readonly string[])[] = [
  [],
  [],
  [],
  ['from __future__ import annotations'],
  ['from __future__ import annotations', show('future', 'annotations.compiler_flag')],
  [
    'from __future__ import (',
    '    division,',
    '    annotations as notes,  # renamed',
    ')',
    show('future', 'notes', "'annotations' in globals()"),
  ],
  ['from __future__ import generator_stop'],
];

/** What has to come first in a module: comments, docstring, `__future__` imports. */
export function writePrologue(choices: Choices): string[] {
  const docstring = choices.from(docstrings);
  // After any other statement a `__future__` import is a syntax error.
  const isFirst = docstring.every((line) => !/^f'|;/.test(line));
  return [...choices.from(comments), ...docstring, ...(isFirst ? choices.from(futures) : [])];
}
