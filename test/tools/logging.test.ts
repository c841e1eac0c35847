// logging: where a record was made, and the traceback of one with an exception.
import { beforeAll } from 'vitest';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, type Workplace } from './workplace.ts';

const commands = `"""Logs."""
import logging

from . import orders

log = logging.getLogger(__name__)


def note(level, text):
    log.log(level, text, stacklevel=2)
    log.log(
        level,
        'over lines')


def run():
    logging.basicConfig(
        level=logging.DEBUG,
        format='%(pathname)s:%(lineno)d %(filename)s %(module)s %(funcName)s %(name)s %(message)s')
    note(logging.INFO, 'from another line')
    logging.getLogger('other').warning('stack', stack_info=False)
    try:
        orders.place('salt', 0)
    except orders.Refused:
        log.exception('refused')
    (lambda: log.info('in a lambda'))()
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands });
});

compareTool(() => workplace, {
  'places and tracebacks': {
    words: runMain(),
    says: /shop\/commands\.py:\d+ commands\.py commands run shop\.commands from another line.*Refused: salt: 0.*<lambda>/s,
  },
});
