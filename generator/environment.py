"""The one Jinja environment: strict, escaping, and with the company's templates before the packaged ones.

A template gets typed objects; what users wrote is data in them and never a template. The environment is
sandboxed, so that a template copied from elsewhere can lay out a page and do nothing more.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from generator import assets
from generator.names import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from jinja2 import Environment
    from jinja2.sandbox import ImmutableSandboxedEnvironment

#: The company's own folder of templates, beside ``regulations/``.
COMPANY_FOLDER = "templates"

_LONGEST_DETAIL = 200
_UNDEFINED = re.compile("(?:attribute |^)'(?P<name>[^']+)'(?: is undefined)?$")


class TemplateMistakeError(Exception):
    """A template cannot be rendered; the text says in Russian which one, where and why."""


def environment(project: Path | None = None, filters: Mapping[str, Callable[..., Any]] | None = None) -> Environment:
    """The environment templates are rendered in.

    Args:
        project: The company's folder; a template in its ``templates/`` wins over the packaged one.
        filters: Filters of one kind of output, added to Jinja's own.
    """
    from jinja2 import FileSystemLoader, StrictUndefined

    folders = [] if project is None else [project / COMPANY_FOLDER]
    made = _sandbox()(
        loader=FileSystemLoader([*folders, assets.templates()], encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update(filters or {})
    return made


@cache
def _sandbox() -> type[ImmutableSandboxedEnvironment]:
    """Jinja's sandbox with a memory: whether a template may see an attribute is asked half a million times a site."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """The verdict depends on nothing but the type and the name."""

        verdicts: ClassVar[dict[tuple[type, str], bool]] = {}

        def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
            key = (type(obj), attr)
            known = self.verdicts.get(key)
            if known is None:
                known = self.verdicts[key] = super().is_safe_attribute(obj, attr, value)
            return known

    return Sandbox


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
        TemplateMistakeError: The template is missing, has a mistake, or fails on the values in any way at all.
    """
    try:
        return env.get_template(name).render(**values)
    except Exception as error:  # a template may fail in any way; every one of them is the template's mistake
        raise _mistake(name, error) from error


def _mistake(name: str, error: Exception) -> TemplateMistakeError:
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateNotFound):
        return TemplateMistakeError(
            f"Шаблон «{error.name or name}» не найден: верните его в папку templates или переустановите программу"
        )
    if isinstance(error, UnicodeDecodeError):
        return TemplateMistakeError(f"Шаблон «{name}» не в кодировке UTF-8: сохраните его в UTF-8")
    spot = (error.filename, error.lineno) if isinstance(error, TemplateSyntaxError) else _spot(error.__traceback__)
    file, line = spot
    where = _named(file) if file else name
    at = f", строка {line}" if line else ""
    return TemplateMistakeError(
        f"Ошибка в шаблоне «{where}»{at}: {_why(error)}. Если это ваша копия из папки templates, сравните её с исходной"
    )


def _spot(traceback: TracebackType | None) -> tuple[str | None, int | None]:
    """The file and the line of the template an exception passed through last; Jinja leaves them in its frames."""
    file, line = None, None
    while traceback is not None:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            file, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return file, line


def _named(file: str) -> str:
    """A template's name as templates call each other, without the folders of this machine."""
    return "/".join(Path(file).parts[-2:])


def _why(error: Exception) -> str:
    """What is wrong, in Russian; words of Jinja or Python stay in brackets for those who know them."""
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    detail = visible(str(error) or type(error).__name__)[:_LONGEST_DETAIL]
    if isinstance(error, TemplateSyntaxError):
        return f"метка записана с ошибкой ({visible(error.message or '')[:_LONGEST_DETAIL]})"
    if isinstance(error, UndefinedError):
        undefined = _UNDEFINED.search(detail)
        return f"нет данных с именем «{undefined['name']}» ({detail})" if undefined else f"нет таких данных ({detail})"
    if isinstance(error, SecurityError):
        return f"такое действие в шаблонах запрещено ({detail})"
    if isinstance(error, RecursionError):
        return "вложенность слишком глубока: не включает ли шаблон сам себя"
    if isinstance(error, ZeroDivisionError):
        return "деление на ноль"
    return f"значение не подходит к действию над ним ({type(error).__name__}: {detail})"
