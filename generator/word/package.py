"""A .docx as a set of parts, read and written the same way on any day, in any folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
#: Types of pictures by their extension.
_PICTURES = {"png": "image/png", "svg": "image/svg+xml"}
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

#: The first day a zip file can hold; every entry bears it.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def read(content: bytes) -> dict[str, bytes]:
    """Parts of a package by name.

    Raises:
        zipfile.BadZipFile: The file is not a package at all.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def write(parts: Mapping[str, bytes]) -> bytes:
    """The package: content types first, the rest by name, all entries of 1980-01-01."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != CONTENT_TYPES, part)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return stream.getvalue()


def check(parts: Mapping[str, bytes]) -> None:
    """Read every part that is to be XML: Word refuses a document in which any of them is not.

    Raises:
        KeyError: The list of content types, or the relations of the text, are missing.
        lxml.etree.XMLSyntaxError: Something of it is not XML.
    """
    from lxml import etree

    needed = {CONTENT_TYPES, relations_name(main_part(parts)), *(n for n in parts if n.endswith((".rels", ".xml")))}
    for name in needed:
        etree.fromstring(parts[name])


def relations_name(part: str) -> str:
    """Where the relations of a part stand; an empty name means the package itself."""
    return join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part with the text; Word does not always call it ``word/document.xml``.

    Raises:
        KeyError: The package is not a Word document.
    """
    return targets(parts, "", "officeDocument")[0]


def targets(parts: Mapping[str, bytes], part: str, kind: str) -> list[str]:
    """Names of parts a part refers to by relations of one kind, such as ``header``.

    Raises:
        KeyError: Nothing of the kind, or a part it names is missing.
    """
    from lxml import etree

    base = dirname(part)
    names = [
        normpath(join(base, item.get("Target", ""))).lstrip("/")
        for item in etree.fromstring(parts[relations_name(part)])
        if item.get("Type") == f"{_OFFICE}/{kind}"
    ]
    if not names or any(name not in parts for name in names):
        raise KeyError(kind)
    return names


def opened(parts: Mapping[str, bytes], part: str, kind: str) -> _Element | None:
    """The first part a part refers to by relations of one kind, such as ``styles``; None when there is none."""
    from lxml import etree

    try:
        return etree.fromstring(parts[targets(parts, part, kind)[0]])
    except KeyError:
        return None


def add_picture(parts: dict[str, bytes], part: str, name: str, picture: bytes) -> str:
    """Put a picture into the package.

    Args:
        parts: The package; changed in place.
        part: The part that will show the picture.
        name: File name of the picture, with its extension, ``png`` or ``svg``.
        picture: The picture.

    Returns:
        The identifier by which the part's text refers to the picture.
    """
    from lxml import etree

    parts[join(dirname(part), "media", name)] = picture
    relations = etree.fromstring(parts[relations_name(part)])
    identity = f"rIdPicture{len(relations) + 1}"
    attributes = {"Id": identity, "Type": f"{_OFFICE}/image", "Target": f"media/{name}"}
    etree.SubElement(relations, f"{_RELATIONSHIPS}Relationship", attributes)
    parts[relations_name(part)] = serialise(relations)
    types = etree.fromstring(parts[CONTENT_TYPES])
    extension = name.rpartition(".")[2]
    if not any(item.get("Extension", "").lower() == extension for item in types):
        default = etree.Element(f"{_TYPES}Default", {"Extension": extension, "ContentType": _PICTURES[extension]})
        types.insert(0, default)
        parts[CONTENT_TYPES] = serialise(types)
    return identity


def drop(parts: dict[str, bytes], prefixes: tuple[str, ...]) -> None:
    """Remove parts whose names begin so, with everything that mentions them."""
    from lxml import etree

    gone = {name for name in parts if name.startswith(prefixes)}
    for name in gone:
        del parts[name]
    for name in [CONTENT_TYPES, *(name for name in parts if name.endswith(".rels"))]:
        root = etree.fromstring(parts[name])
        base = dirname(dirname(name))
        for item in list(root):
            target = item.get("PartName") or item.get("Target") or ""
            if normpath(join(base, target)).lstrip("/") in gone:
                root.remove(item)
        parts[name] = serialise(root)


def set_properties(parts: dict[str, bytes], *, title: str, author: str, on: date) -> None:
    """Write the document's properties; created and modified are both the document's own date."""
    from lxml import etree

    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dublin, terms = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
    instance = "http://www.w3.org/2001/XMLSchema-instance"
    root = etree.Element(
        f"{{{core}}}coreProperties",
        nsmap={"cp": core, "dc": dublin, "dcterms": terms, "xsi": instance},
    )
    etree.SubElement(root, f"{{{dublin}}}title").text = title
    etree.SubElement(root, f"{{{dublin}}}creator").text = author
    etree.SubElement(root, f"{{{dublin}}}language").text = "ru-RU"
    for name in ("created", "modified"):
        stamp = etree.SubElement(root, f"{{{terms}}}{name}", {f"{{{instance}}}type": "dcterms:W3CDTF"})
        stamp.text = f"{on.isoformat()}T00:00:00Z"
    parts[CORE] = serialise(root)
    _declare_core(parts)


def _declare_core(parts: dict[str, bytes]) -> None:
    from lxml import etree

    types = etree.fromstring(parts[CONTENT_TYPES])
    if not any(item.get("PartName") == f"/{CORE}" for item in types):
        declared = {"PartName": f"/{CORE}", "ContentType": _CORE_TYPE}
        etree.SubElement(types, f"{_TYPES}Override", declared)
        parts[CONTENT_TYPES] = serialise(types)
    relations = etree.fromstring(parts[relations_name("")])
    if not any(item.get("Type") == _CORE_RELATION for item in relations):
        attributes = {"Id": "rIdCore", "Type": _CORE_RELATION, "Target": CORE}
        etree.SubElement(relations, f"{_RELATIONSHIPS}Relationship", attributes)
        parts[relations_name("")] = serialise(relations)


def serialise(root: _Element) -> bytes:
    """XML of a part as Office writes it: UTF-8, standalone."""
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
