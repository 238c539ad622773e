"""The one Jinja environment: strict, escaping, and with the company's templates before the packaged ones.

A template gets typed objects; what users wrote is data in them and never a template. The environment is
sandboxed, so that a template copied from elsewhere can lay out a page and do nothing more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

#: The company's own folder of templates, beside ``regulations/``.
COMPANY_FOLDER = "templates"


class TemplateMistakeError(Exception):
    """A template cannot be rendered; the text says in Russian which one, where and why."""


def environment(project: Path | None = None, filters: Mapping[str, Callable[..., Any]] | None = None) -> Environment:
    """The environment templates are rendered in.

    Args:
        project: The company's folder; a template in its ``templates/`` wins over the packaged one.
        filters: Filters of one kind of output, added to Jinja's own.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folders = [] if project is None else [project / COMPANY_FOLDER]
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([*folders, assets.templates()], encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(filters or {})
    return made


def source(env: Environment, name: str) -> str:
    """The text of a file beside the templates, such as a style sheet, as it stands.

    Raises:
        TemplateMistakeError: There is no such file, or it is not UTF-8.
    """
    from jinja2 import TemplateError

    loader = env.loader
    if loader is None:
        raise TemplateMistakeError(f"Файл шаблонов «{name}» не найден: папка шаблонов не задана")
    try:
        return loader.get_source(env, name)[0]
    except (TemplateError, UnicodeDecodeError, OSError) as error:
        raise _mistake(name, error) from error


def render(env: Environment, name: str, **values: object) -> str:
    """A template filled in.

    Args:
        env: The environment to look the template up in.
        name: The template's path with forward slashes, such as ``report/audit.html.j2``.
        values: What the template speaks of.

    Raises:
        TemplateMistakeError: The template is missing, has a mistake, or asks for a value that does not exist.
    """
    from jinja2 import TemplateError

    try:
        return env.get_template(name).render(**values)
    except (TemplateError, UnicodeDecodeError, OSError) as error:
        raise _mistake(name, error) from error


def _mistake(name: str, error: Exception) -> TemplateMistakeError:
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateNotFound):
        return TemplateMistakeError(
            f"Шаблон «{error.name or name}» не найден: верните его в папку templates или переустановите программу"
        )
    if isinstance(error, TemplateSyntaxError):
        where = error.name or name
        return TemplateMistakeError(f"Ошибка в шаблоне «{where}», строка {error.lineno}: {error.message}")
    if isinstance(error, UnicodeDecodeError):
        return TemplateMistakeError(f"Шаблон «{name}» не в кодировке UTF-8: сохраните его в UTF-8")
    return TemplateMistakeError(
        f"Шаблон «{name}» не собрался: {error}. Если это ваша копия из папки templates, сравните её с исходной"
    )
