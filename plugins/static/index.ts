import { staticImpossible } from '../../core/diagnostics.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Range } from '../../core/python/facts.ts';
import { references } from '../../core/python/references.ts';
import { classNames } from './class-names.ts';
import { renderStatic } from './render-static.ts';
import { planStatic, type StaticPlan } from './static-plan.ts';

// CPython allows 99 levels; the class, its method and the class in that take three.
const DEEPEST = 96;

/** What stands before an annotation that is in a block: indentation, or the header on the same line. */
const inBlock = /^(?:[ \t\f]+[^ \t\f]|[)\]}]|(?:if|elif|else|for|while|try|except|finally|with|async|case)\b)/;

/** Why a module has to be wrapped instead, and where. */
function impossibility(module: Module): { reason: string; span: Range } | undefined {
  const { text, facts } = module;
  const start = text.indexOf('__cribo_');
  if (start >= 0) {
    return {
      reason: 'it has a name or text that begins with __cribo_',
      span: { start, end: start + '__cribo_'.length },
    };
  }
  if (facts.deepestLevel > DEEPEST) {
    const { deepestOffset } = facts;
    return {
      reason: `its indentation has more than ${DEEPEST} levels`,
      span: { start: deepestOffset, end: deepestOffset + 1 },
    };
  }
  const span = conditionalAnnotation(module);
  return span && { reason: 'Python 3.14 does not compile a variable annotation in a block as a module would', span };
}

/**
 * An annotation of a variable in an `if` or another block at the top of a module. Python 3.14 notes in a cell which of
 * them have run (PEP 649), and takes that of a class in a class for the outer one's as well.
 */
function conditionalAnnotation({ text, facts }: Module): Range | undefined {
  if (facts.futureFeatures.includes('annotations')) return undefined;
  return facts.annotations.find(({ start, bracketed }) => {
    const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
    if (bracketed || !inBlock.test(line)) return false;
    return references(text).annotations.some(
      (each) => each.start === start && each.scope === 0 && each.functionScope < 0,
    );
  });
}

/**
 * The static strategy: each module is a class, with its functions as static methods. It differs from wrap in the text
 * alone: from the code of both the runtime makes the module's code, which the import system runs on the module's dict.
 */
export default function staticPlugin(): Plugin {
  const plans = new Map<Module, StaticPlan>();
  let names: ReadonlyMap<Module, string>;

  return {
    name: 'cribo:static',
    link: {
      // What others leave out of a module is no part of its plan.
      order: 'post',
      handler({ modules }, context) {
        for (const module of modules) {
          if (module.strategy?.name !== 'static') continue;
          const impossible = impossibility(module);
          if (impossible === undefined) {
            const plan = planStatic(module);
            plans.set(module, plan);
            module.strategy = { ...module.strategy, notes: plan.notes };
          } else {
            const { reason, span } = impossible;
            context.info(staticImpossible(module.name, reason), module, span);
            module.strategy = {
              name: 'wrap',
              reason: `static is impossible: ${reason}`,
              notes: [{ ...span, text: reason }],
            };
          }
        }
        names = classNames([...plans.keys()]);
      },
    },
    render(module, _graph, context) {
      const plan = plans.get(module);
      if (plan === undefined || module.isLeftOut) return undefined;
      const wrap = context.api('cribo:wrap')!;
      const owner = wrap.ownerOf(module);
      const hasPositions = context.options.positions.mode !== 'off';
      const { code, row } = renderStatic(module, plan, names.get(owner)!, wrap.rewritesOf(module), hasPositions);
      wrap.addRow(row);
      return owner === module ? { module, code: code.text, rendered: code } : { module, code: '' };
    },
  };
}
