"""Prints what of the tables on standard input this Python has not: names that are missing, and bases that call something."""
import abc
import importlib
import json
import sys

tables = json.load(sys.stdin)
for kind, table in tables.items():
    for module, names in table.items():
        for name in names.split():
            found = getattr(importlib.import_module(module), name, None)
            if name in ("TYPE_CHECKING",):
                continue
            if found is None:
                print(f"{module}.{name} is missing")
            elif kind == "bases":
                plain = type(found) in (type, abc.ABCMeta) or name == "Protocol"
                hook = getattr(found, "__init_subclass__", None)
                silent = getattr(hook, "__func__", hook).__class__ is type(object.__init_subclass__) or name in ("Generic", "Protocol")
                if not plain or not silent:
                    print(f"{module}.{name} does something when it gets a subclass")
