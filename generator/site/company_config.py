"""The company's own ``mkdocs.yml`` read without running anything, and its values written back as they were.

MkDocs reads its settings with a loader that runs what a tag asks for. Here tags are kept as they are written;
those that would make objects of any kind are refused, because a settings file is data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.names import visible

if TYPE_CHECKING:
    import yaml

FILE = "mkdocs.yml"

_PYTHON = "tag:yaml.org,2002:python/"
_ALLOWED = ("!ENV", "!relative", f"{_PYTHON}name:")


class ConfigError(Exception):
    """The company's ``mkdocs.yml`` cannot be used; the text says in Russian why and what to do."""


@dataclass(frozen=True, eq=False, slots=True)
class Tagged:
    """A value with a tag, such as ``!!python/name:…``, as the file has it."""

    node: yaml.Node


def company_config(project: Path) -> dict[str, Any] | None:
    """The settings of the company, with those of files they INHERIT under them; None when there are none.

    Args:
        project: The company's folder.

    Raises:
        ConfigError: They cannot be read, or ask for what settings may not do.
    """
    path = project / FILE
    if not path.is_file():
        return None
    found: dict[str, Any] = {}
    for one in _chain(path):
        found = _merged(one, found)
    return found


def dump(settings: dict[str, Any]) -> str:
    """Settings as YAML, tagged values as they were read."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes what ``company_config`` reads."""

    Dumper.add_representer(Tagged, lambda _dumper, value: value.node)
    text: str = yaml.dump(settings, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text


def _chain(path: Path) -> Iterator[dict[str, Any]]:
    """A file and those it inherits from, one after another."""
    seen: set[Path] = set()
    name = FILE
    while True:
        if path.resolve() in seen:
            raise ConfigError(f"Файл {name}: INHERIT ведёт по кругу. Уберите его")
        seen.add(path.resolve())
        found = _read(path, name)
        parent = found.pop("INHERIT", None)
        yield found
        if parent is None:
            return
        if not isinstance(parent, str) or not (path.parent / parent).is_file():
            raise ConfigError(f"Файл {name}: INHERIT ведёт к файлу, которого нет. Исправьте путь или уберите INHERIT")
        path, name = path.parent / parent, parent


def _read(path: Path, name: str) -> dict[str, Any]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Keeps tags it does not know instead of running them."""

    def keep(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Tagged:
        del loader, suffix
        if not str(node.tag).startswith(_ALLOWED):
            tag = str(node.tag).replace(_PYTHON, "!!python/")
            reason = (
                "запрещена: через неё файл настроек запустит любой код. Уберите её; на готовую функцию можно "
                "сослаться как !!python/name:модуль.функция"
                if tag.startswith("!!python/")
                else "неизвестна. Уберите её"
            )
            raise ConfigError(f"Файл {name}, строка {node.start_mark.line + 1}: метка {visible(tag)} {reason}")
        return Tagged(node)

    Loader.add_multi_constructor("", keep)
    try:
        # A SafeLoader with fewer powers, not more.
        found = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=Loader)  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", строка {mark.line + 1}" if mark else ""
        raise ConfigError(f"Файл {name}{where}: это не YAML. Исправьте его или удалите") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Файл {name} не читается: сохраните его в UTF-8 и проверьте права") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"Файл {name}: есть значение, которое не прочитать. Исправьте файл или удалите") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ConfigError(f"Файл {name}: нужны настройки вида «ключ: значение»")
    return found


def _merged(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables merged key by key, as MkDocs merges what is inherited; anything else is replaced."""
    made = dict(under)
    for key, value in over.items():
        below = made.get(key)
        made[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return made
