/**
 * CPython's test files that exercise what a bundle could break: syntax, scopes, classes, pickles, introspection,
 * warnings, tracebacks, and much of the library on top of them.
 */
export const testNames = `
  abc argparse asyncgen atexit augassign base64 baseexception binascii bisect bool builtin bytes call class code codeop
  collections complex configparser contextlib contextlib_async contextvars copy copyreg coroutines csv dataclasses
  datetime decimal decorators descr dict dictcomps dis doctest dynamicclassattribute enum eof except_star exceptions
  extcall float fnmatch format fractions frame fstring funcattrs functools gc generators genexps getopt glob global
  grammar hashlib heapq hmac html inspect int io iter itertools json keywordonlyarg linecache list listcomps logging
  memoryio metaclass module named_expressions numeric_tower opcodes operator optparse os pathlib patma pdb
  pep646_syntax pickle positional_only_arg pprint property queue raise random range re reprlib richcmp sched scope
  secrets set setcomps shelve shlex slice statistics str string string_literals struct subclassinit super syntax
  sys_setprofile sys_settrace tempfile textwrap threading_local traceback tuple type_aliases type_annotations
  type_params types typing unittest unpack unpack_ex urlparse uuid warnings weakref with xml_etree
`
  .trim()
  .split(/\s+/);
