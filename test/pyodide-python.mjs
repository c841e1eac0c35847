#!/usr/bin/env node
// CPython 3.14 as WebAssembly (the package pyodide), called like the `python` command: options -B -E -I -O -OO -S -s -u
// and -W, then a file, `-`, `-c command` or `-m module`, then arguments. It has no processes and no threads. An
// interpreter starts from a memory snapshot, one for each set of options, kept in .cache/.
import { existsSync, mkdirSync, readFileSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { delimiter, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide, version } from 'pyodide';

const cache = fileURLToPath(new URL('../.cache/', import.meta.url));

/** Cuts the command line into options of the interpreter and what it is to run. */
function parseCommandLine(words) {
  const options = [];
  const warnings = [];
  for (;;) {
    if (words[0] === '-W') warnings.push(...words.splice(0, 2).slice(1));
    else if (/^-[BEIOSsu]/.test(words[0] ?? '')) options.push(words.shift());
    else break;
  }
  const [first = '-', second = ''] = words;
  if (first === '-c' || first === '-m')
    return { options, warnings, kind: first, what: second, argv: [first, ...words.slice(2)] };
  return { options, warnings, kind: first === '-' ? '-' : 'file', what: first, argv: words.length > 0 ? words : [''] };
}

/** The memory of an interpreter just started with these options. */
async function snapshot(options) {
  const name = `pyodide-${version}${options.map((option) => `_${encodeURIComponent(option)}`).join('')}.snapshot`;
  const file = `${cache}${name}`;
  if (!existsSync(file)) {
    const interpreter = await loadPyodide({ _makeSnapshot: true, args: options, env: { PYTHONHASHSEED: '0' } });
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, interpreter.makeMemorySnapshot());
    renameSync(`${file}.${process.pid}`, file);
  }
  return readFileSync(file);
}

/** Shows the top folders of this machine that the program may use, under their own names. */
function mountFolders(interpreter, paths) {
  const tops = new Set(paths.map((path) => `/${resolve(path).split('/')[1]}`));
  for (const top of tops) {
    interpreter.FS.mkdirTree(top);
    interpreter.FS.mount(interpreter.FS.filesystems.NODEFS, { root: top }, top);
  }
}

// What `python` does around a program (Modules/main.c), for an interpreter that is already running.
const driver = `
def drive(kind, what, argv, warnoptions, variables, folder):
    import atexit, builtins, os, runpy, sys, zipfile
    from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder, SourceFileLoader
    import __main__

    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    sys.argv[:] = argv
    sys.dont_write_bytecode = bool(variables.get('PYTHONDONTWRITEBYTECODE'))
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, PathFinder]
    start = {'__main__', 'abc', 'codecs', 'io', 'os', 'site', 'stat', 'genericpath', 'posixpath', 'linecache'}
    start |= {'encodings', 'encodings.aliases', 'encodings.utf_8', '_collections_abc', '_sitebuiltins', 'zipimport'}
    for name, module in list(sys.modules.items()):
        spec = getattr(module, '__spec__', None)
        if name not in start and (spec is None or spec.origin not in ('built-in', 'frozen')):
            del sys.modules[name]
    for name in list(sys.modules):
        # A child that is left would be imported already, and yet be no attribute of its parent.
        if name.partition('.')[0] not in sys.modules:
            del sys.modules[name]
    if warnoptions:
        import warnings

        sys.warnoptions[:] = warnoptions
        warnings._processoptions(warnoptions)
    runnable = kind == 'file' and (os.path.isdir(what) or zipfile.is_zipfile(what))
    first = what if runnable else os.path.realpath(os.path.dirname(what)) if kind == 'file' else folder if kind == '-m' else ''
    places = [place for place in variables.get('PYTHONPATH', '').split(':') if place and not sys.flags.ignore_environment]
    sys.path[:] = [*([] if sys.flags.safe_path else [first]), *places, *(place for place in sys.path if place)]
    space = vars(__main__)
    space.clear()
    space.update(__name__='__main__', __doc__=None, __package__=None, __loader__=BuiltinImporter, __spec__=None)
    space['__builtins__'] = builtins
    status = 0
    try:
        if kind == '-m' or runnable:
            runpy._run_module_as_main('__main__' if runnable else what, alter_argv=not runnable)
        else:
            source, name = what, '<string>'
            if kind == 'file':
                name = os.path.join(folder, what)
                space.update(__loader__=SourceFileLoader('__main__', name), __file__=name, __cached__=None)
                with open(name, 'rb') as file:
                    source = file.read()
            elif kind == '-':
                source, name = sys.stdin.buffer.read(), '<stdin>'
                space.update(__file__=name, __cached__=None)
            exec(compile(source, name, 'exec', dont_inherit=True), space)
    except SystemExit as stop:
        status = stop.code
        if status is None:
            status = 0
        elif not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
    except BaseException as error:
        trace = error.__traceback__.tb_next  # without this frame
        sys.last_exc = sys.last_value = error
        status = 1
        try:
            sys.excepthook(type(error), error.with_traceback(trace), trace)
        except SystemExit as stop:
            status = stop.code or 0
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    return status & 255
drive
`;

async function run(words) {
  const { options, warnings, kind, what, argv } = parseCommandLine(words);
  const interpreter = await loadPyodide({ _loadSnapshot: await snapshot(options) });
  const folder = process.cwd();
  const pythonPath = (process.env.PYTHONPATH ?? '').split(delimiter).filter(Boolean);
  const named = argv.filter((argument) => isAbsolute(argument) && existsSync(argument));
  mountFolders(interpreter, [folder, ...pythonPath, ...named, ...(kind === 'file' ? [what] : [])]);
  interpreter.setStdin({ read: (buffer) => readSync(0, buffer), isatty: false });
  interpreter.setStdout({ write: (buffer) => writeSync(1, buffer), isatty: false });
  interpreter.setStderr({ write: (buffer) => writeSync(2, buffer), isatty: false });
  const drive = interpreter.runPython(driver, { globals: interpreter.toPy({}) });
  const lists = [argv, warnings, { ...process.env }].map((value) => interpreter.toPy(value));
  return drive(kind, what, ...lists, folder);
}

// Node shows the source line of an uncaught error, and Emscripten's is a megabyte long.
process.exit(
  await run(process.argv.slice(2)).catch((error) => {
    console.error(`CPython as WebAssembly failed: ${error.message}`);
    return 70;
  }),
);
