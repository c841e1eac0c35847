// IPython: tracebacks in each of its modes, which read more of the source than Python's own, and the source that `??` shows.
import { beforeAll } from 'vitest';
import { writeProject } from '../project.ts';
import { compareTool, type Comparison } from './compare-tool.ts';
import { pythonWithTools } from './tool-environment.ts';
import { fewWays, layOut, type Workplace } from './workplace.ts';

let workplace: Workplace;
let home: string;
beforeAll(async () => {
  workplace = await layOut({}, ['--tree-shaking', 'off']);
  home = writeProject({ '.keep': '' });
});

const ipython = '-m IPython --no-banner --colors=NoColor --simple-prompt --HistoryManager.enabled=False'.split(' ');

const typed = (lines: readonly string[], ...flags: readonly string[]): Omit<Comparison, 'says'> => ({
  words: [...ipython, ...flags, '-c', ['import main', 'from shop import orders, prices', ...lines].join('\n')],
  options: () => ({ environment: { IPYTHONDIR: home, HOME: home, TERM: 'dumb' } }),
  pythonOf: pythonWithTools,
});

const fails = ["orders.place('salt', 0)"];
const says = /ZeroDivisionError.*direct cause.*Refused: salt: 0/s;

compareTool(
  () => workplace,
  {
    context: { ...typed(fails), says },
    verbose: { ...typed(fails, '--InteractiveShell.xmode=Verbose'), says: /thing = 'salt'.*Refused: salt: 0/s },
    plain: { ...typed(fails, '--InteractiveShell.xmode=Plain'), says },
    sources: {
      ...typed(['%pinfo2 orders.place', '%pinfo prices.share', '%psource prices.Discount']),
      says: /File: *<folder>.*def rounded/s,
    },
  },
  fewWays,
);
