import type { PythonVersion } from './facts.ts';

// `sys.stdlib_module_names` (names with a leading underscore aside) as far as versions 3.8 to 3.14 agree.
const always = `
  __future__ abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile
  calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
  contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings
  ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath
  getopt getpass gettext glob grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress
  itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt
  multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools
  pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
  pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select
  selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants
  sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile
  tempfile termios test textwrap this threading time timeit tkinter token tokenize trace traceback tracemalloc tty
  turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg
  winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib
`;

/** First and last version that has the module. */
interface Lifetime {
  readonly since: PythonVersion | undefined;
  readonly until: PythonVersion | undefined;
}

const changes: Record<string, Lifetime> = {
  aifc: { since: undefined, until: [3, 12] },
  annotationlib: { since: [3, 14], until: undefined },
  asynchat: { since: undefined, until: [3, 11] },
  asyncore: { since: undefined, until: [3, 11] },
  audioop: { since: undefined, until: [3, 12] },
  binhex: { since: undefined, until: [3, 10] },
  cgi: { since: undefined, until: [3, 12] },
  cgitb: { since: undefined, until: [3, 12] },
  chunk: { since: undefined, until: [3, 12] },
  compression: { since: [3, 14], until: undefined },
  crypt: { since: undefined, until: [3, 12] },
  distutils: { since: undefined, until: [3, 11] },
  dummy_threading: { since: undefined, until: [3, 8] },
  formatter: { since: undefined, until: [3, 9] },
  graphlib: { since: [3, 9], until: undefined },
  imghdr: { since: undefined, until: [3, 12] },
  imp: { since: undefined, until: [3, 11] },
  lib2to3: { since: undefined, until: [3, 12] },
  mailcap: { since: undefined, until: [3, 12] },
  msilib: { since: undefined, until: [3, 12] },
  nis: { since: undefined, until: [3, 12] },
  nntplib: { since: undefined, until: [3, 12] },
  ossaudiodev: { since: undefined, until: [3, 12] },
  parser: { since: undefined, until: [3, 9] },
  pipes: { since: undefined, until: [3, 12] },
  smtpd: { since: undefined, until: [3, 11] },
  sndhdr: { since: undefined, until: [3, 12] },
  spwd: { since: undefined, until: [3, 12] },
  sunau: { since: undefined, until: [3, 12] },
  symbol: { since: undefined, until: [3, 9] },
  telnetlib: { since: undefined, until: [3, 12] },
  tomllib: { since: [3, 11], until: undefined },
  uu: { since: undefined, until: [3, 12] },
  xdrlib: { since: undefined, until: [3, 12] },
  xxlimited: { since: undefined, until: [3, 9] },
  xxsubtype: { since: undefined, until: [3, 9] },
  zoneinfo: { since: [3, 9], until: undefined },
};

const lifetimes = new Map<string, Lifetime>(
  always
    .trim()
    .split(/\s+/)
    .map((name): [string, Lifetime] => [name, { since: undefined, until: undefined }])
    .concat(Object.entries(changes)),
);

// Compiled into the interpreter on every platform (`sys.builtin_module_names`): no file can take their place.
const builtins = new Set(
  `_abc _ast _codecs _collections _functools _imp _io _locale _operator _signal _sre _stat _string _symtable _thread
  _tracemalloc _warnings _weakref atexit builtins errno faulthandler gc itertools marshal sys time`.split(/\s+/),
);

/** Whether a top-level name belongs to the standard library of any version, or of the given one. */
export function isStandardLibrary(name: string, version?: PythonVersion): boolean {
  if (name.startsWith('_') && builtins.has(name)) return true;
  const lifetime = lifetimes.get(name);
  if (lifetime === undefined || version === undefined) return lifetime !== undefined;
  const minor = version[1];
  return minor >= (lifetime.since?.[1] ?? 0) && minor <= (lifetime.until?.[1] ?? Infinity);
}

/** Whether the import system finds the module in the interpreter before it looks at any file. */
export function isBuiltinModule(name: string): boolean {
  return builtins.has(name);
}
