"""`NamedTuple` without the price of importing `typing`.

Every value of the model is a named tuple: frozen, comparable, cheap. `typing.NamedTuple` gives that, but
importing `typing` costs as much CPU as the whole of `hat add` may (8 ms, where a bare interpreter takes 9), and
the dozen classes on the way of `hat add` made by `collections.namedtuple` still a third of it. Type checkers
see the original; at run time the class below does what of it we use.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  meant for others to import
else:
    try:
        from _collections import _tuplegetter as _field  # what collections.namedtuple reads its fields with
    except ImportError:  # another interpreter than CPython

        def _field(index, doc):
            return property(lambda self: self[index], doc=doc)

    class _NamedTupleMeta(type):
        def __new__(mcs, name, bases, namespace):
            if tuple in bases:
                return super().__new__(mcs, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            names = "".join(f"{field}, " for field in fields)
            # A parameter a field: what is missing or misspelled is a TypeError where the value is made.
            make = eval(f"lambda _cls, {names}: _new(_cls, ({names}))", {"_new": tuple.__new__})  # noqa: S307
            make.__defaults__ = tuple(defaults.values())
            namespace |= {field: _field(index, "") for index, field in enumerate(fields)}
            namespace |= {"__slots__": (), "_fields": fields, "_field_defaults": defaults}
            namespace |= {"__match_args__": fields, "__new__": make}
            return super().__new__(mcs, name, bases, namespace)

    class NamedTuple(tuple, metaclass=_NamedTupleMeta):
        """A class statement whose annotations become the fields of a tuple."""

        __slots__ = ()

        def _replace(self, **changes):
            values = [changes.pop(field, value) for field, value in zip(self._fields, self, strict=True)]
            if changes:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return type(self)(*values)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            said = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({said})"

        def __getnewargs__(self):
            return tuple(self)
