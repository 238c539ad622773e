"""The slow way to an edit, for texts of unusual shape: read and written anew by ruamel, comments kept."""

from __future__ import annotations

import io

from handbook.source.editing.records import Edit, Insert, Remove, Set, at
from handbook.source.editing.written import WIDTH


def roundtrip(text: str, edit: Edit) -> str:
    """The text with one edit made, its quotation marks and comments kept, its indents as this project writes them."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    match edit:
        case Insert():
            found = at(data, edit.pointer)
            found.insert(len(found) if edit.index is None else edit.index, edit.value)
        case Remove():
            del at(data, edit.pointer[:-1])[edit.pointer[-1]]
        case Set():
            at(data, edit.pointer[:-1])[edit.pointer[-1]] = edit.value
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue().replace("\n", "\r\n") if "\r\n" in text else out.getvalue()
