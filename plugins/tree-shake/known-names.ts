/** Names of the standard library that are there in every version from 3.8 on, of modules that libraries build upon. */
const modules: Readonly<Record<string, string>> = {
  abc: 'ABC ABCMeta abstractmethod abstractproperty',
  collections: 'ChainMap Counter OrderedDict defaultdict deque namedtuple',
  math: 'e inf nan pi tau',
  string: 'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation whitespace',
  sys: 'byteorder hexversion maxsize maxunicode platform version version_info',
  'collections.abc':
    'Awaitable Callable Collection Container Coroutine Generator Hashable ItemsView Iterable Iterator KeysView ' +
    'Mapping MappingView MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized ValuesView',
  contextlib: 'ContextDecorator ExitStack contextmanager suppress',
  dataclasses: 'dataclass field',
  datetime: 'date datetime time timedelta timezone tzinfo',
  decimal: 'Decimal',
  enum: 'Enum Flag IntEnum IntFlag auto unique',
  fractions: 'Fraction',
  functools: 'cached_property lru_cache partial partialmethod total_ordering update_wrapper wraps',
  io: 'BytesIO StringIO TextIOWrapper',
  numbers: 'Complex Integral Number Rational Real',
  os: 'PathLike curdir devnull extsep linesep name pardir pathsep sep',
  'os.path': 'curdir extsep pardir pathsep sep',
  logging: 'CRITICAL DEBUG ERROR INFO NOTSET WARNING',
  pathlib: 'Path PurePath',
  re: 'A ASCII DOTALL I IGNORECASE M MULTILINE S U UNICODE VERBOSE X compile',
  types: 'CodeType FrameType FunctionType GeneratorType MethodType ModuleType SimpleNamespace TracebackType',
  typing:
    'AbstractSet Any AnyStr AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO Callable ChainMap ' +
    'ClassVar Collection Container ContextManager Coroutine Counter DefaultDict Deque Dict Final ForwardRef FrozenSet ' +
    'Generator Generic Hashable IO ItemsView Iterable Iterator KeysView List Literal Mapping MappingView Match ' +
    'MutableMapping MutableSequence MutableSet NamedTuple NewType NoReturn Optional OrderedDict Pattern Protocol ' +
    'Reversible Sequence Set Sized SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt ' +
    'SupportsRound Text TextIO Tuple Type TypeVar TYPE_CHECKING TypedDict Union ValuesView cast final get_type_hints ' +
    'no_type_check overload runtime_checkable',
};

/** Classes of the library whose subclasses are made without anything being called. */
const bases: Readonly<Record<string, string>> = {
  abc: 'ABC',
  argparse: 'Action ArgumentParser HelpFormatter RawDescriptionHelpFormatter',
  ast: 'NodeTransformer NodeVisitor',
  codecs: 'Codec IncrementalDecoder IncrementalEncoder StreamReader StreamWriter',
  collections: 'ChainMap Counter OrderedDict UserDict UserList UserString defaultdict deque',
  'collections.abc':
    'Callable Collection Container Generator Hashable ItemsView Iterable Iterator KeysView Mapping MappingView ' +
    'MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized ValuesView',
  configparser: 'ConfigParser RawConfigParser',
  contextlib: 'AbstractContextManager ContextDecorator ExitStack',
  datetime: 'date datetime timedelta tzinfo',
  'email.message': 'EmailMessage Message',
  'html.parser': 'HTMLParser',
  'http.client': 'HTTPConnection HTTPResponse',
  'http.cookiejar': 'Cookie CookieJar',
  'http.cookies': 'BaseCookie Morsel SimpleCookie',
  'http.server': 'BaseHTTPRequestHandler HTTPServer',
  io: 'BufferedIOBase BufferedReader BytesIO IOBase RawIOBase StringIO TextIOBase TextIOWrapper',
  json: 'JSONDecodeError JSONDecoder JSONEncoder',
  logging: 'Filter Formatter Handler Logger LoggerAdapter StreamHandler',
  queue: 'LifoQueue PriorityQueue Queue',
  socketserver: 'BaseRequestHandler TCPServer ThreadingMixIn',
  string: 'Formatter',
  textwrap: 'TextWrapper',
  threading: 'Thread local',
  types: 'ModuleType SimpleNamespace',
  typing: 'Generic Protocol',
};

/** Whether a class of the standard library is one of those, in every version. */
export function isPlainLibraryClass(module: string, name: string): boolean {
  return bases[module]?.split(' ').includes(name) === true;
}

/** All names that are said to be there: module, names, and whether those are plain bases. */
export const libraryTables = { names: modules, bases };

const names = new Map(Object.entries(modules).map(([module, text]) => [module, new Set(text.split(' '))]));

/** Whether a module of the standard library has a name in every version. */
export function isKnown(module: string, name: string): boolean {
  return names.get(module)?.has(name) === true || isPlainLibraryClass(module, name);
}

/** Builtins of every version that no module has to bind. */
export const builtins: ReadonlySet<string> = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning ' +
    'ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError ' +
    'DeprecationWarning EOFError Ellipsis EnvironmentError Exception FileExistsError FileNotFoundError ' +
    'FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError ' +
    'InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError ' +
    'NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning ' +
    'PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning ' +
    'StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError ' +
    'UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning ' +
    'UserWarning ValueError Warning ZeroDivisionError abs all any ascii bin bool breakpoint bytearray bytes callable chr ' +
    'classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr ' +
    'globals hasattr hash hex id input int isinstance issubclass iter len list locals map max memoryview min next object ' +
    'oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple ' +
    'type vars zip __import__ __name__ __file__ __doc__ __package__ __spec__ __loader__'
  ).split(' '),
);

/** Builtin classes that a class may have as its base, without anything of the program being called. */
export const plainBases: ReadonlySet<string> = new Set(
  [...builtins]
    .filter((name) => /^[A-Z]\w*(?:Error|Warning|Exception|Exit|Interrupt|Iteration|StopIteration)$/.test(name))
    .concat(
      'Exception BaseException bytearray bytes complex dict float frozenset int list object set str tuple type'.split(
        ' ',
      ),
    ),
);

/** Names that some versions, platforms or scopes have, or that programs for Python 2 ask for. */
export const occasionalNames: ReadonlySet<string> = new Set(
  (
    'BaseExceptionGroup EncodingWarning ExceptionGroup PythonFinalizationError WindowsError __annotations__ ' +
    '__build_class__ __builtins__ __class__ __debug__ __module__ __path__ __qualname__ aiter anext copyright credits exit ' +
    'license quit reveal_type'
  ).split(' '),
);
