"""`NamedTuple` without the price of importing `typing`.

Every value of the model is a named tuple: frozen, comparable, cheap. `typing.NamedTuple` gives that, but
importing `typing` costs as much CPU as the whole of `hat add` may (8 ms, where a bare interpreter takes 9), and
the dozen classes on the way of `hat add` made by `collections.namedtuple` still a third of it. Type checkers
see the original; at run time the class below does what of it we use.

What makes the values of a class quickly is a function of its own, and compiling that costs as much as a hundred
values made slowly. So it is compiled for a class of which many are made.
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

    _MANY = 100
    """The value of its class for which the quick function is compiled."""

    class _NamedTupleMeta(type):
        def __new__(mcs, name, bases, namespace):
            if tuple in bases:
                return super().__new__(mcs, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            namespace |= {field: _field(index, "") for index, field in enumerate(fields)}
            namespace |= {"__slots__": (), "_fields": fields, "_field_defaults": defaults}
            namespace |= {"__match_args__": fields, "__new__": _make}
            return super().__new__(mcs, name, bases, namespace)

    _new = tuple.__new__
    _made = {}

    def _make(cls, /, *values, **named):
        fields = cls._fields
        made = _made[cls] = _made.get(cls, 0) + 1
        if made == _MANY:
            cls.__new__ = staticmethod(_compiled(fields, cls._field_defaults))
        if named or len(values) != len(fields):
            values = list(values)
            for field in fields[len(values) :]:
                if field in named:
                    values.append(named.pop(field))
                elif field in cls._field_defaults:
                    values.append(cls._field_defaults[field])
                else:
                    raise TypeError(f"{cls.__name__} is missing {field}")
            if named or len(values) != len(fields):
                raise TypeError(f"{cls.__name__} has no {', '.join(named) or 'so many fields'}")
        return _new(cls, values)

    def _compiled(fields, defaults):
        """A function with a parameter a field."""
        names = "".join(f"{field}, " for field in fields)
        make = eval(f"lambda _cls, {names}: _new(_cls, ({names}))", {"_new": _new})  # noqa: S307
        make.__defaults__ = tuple(defaults.values())
        return make

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
            fields = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self):
            return tuple(self)
