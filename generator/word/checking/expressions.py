"""Names and filters of a template, checked against the records its documents are filled from."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator.word.checking.places import Spot
from generator.word.checking.report import ERROR, Report
from generator.word.checking.shapes import Shape, paths
from generator.word.dialect import environment, filters
from generator.word.kinds import KINDS, Kind
from handbook.russian import suggest

if TYPE_CHECKING:
    from jinja2 import nodes

#: What a template may know of the loop it is in.
_LOOP = {"index", "index0", "first", "last", "length", "revindex", "revindex0", "previtem", "nextitem", "depth"}
_DATES = {"цифрами", "словами"}
_LIST = "Все имена и фильтры — в templates/word/README.md"
_BY_PARTS = "Выведите его по частям: {{ запись.поле }}, а список — {%p для пункт в … %}"

Scope = Mapping[str, Shape | None]


@dataclass
class Expressions:
    """Reads expressions of one template.

    Attributes:
        kind: The kind of document.
        report: Where mistakes go.
        used: Ways to the values the template names.
    """

    kind: Kind
    report: Report
    used: set[str] = field(default_factory=set)

    def printed(self, text: str, scope: Scope, spot: Spot) -> None:
        """Check what stands in ``{{ }}``."""
        found = self.shape(text, scope, spot)
        if found is not None and not found.is_text:
            what = f"в {{{{ {text} }}}} стоит {'список' if found.item else 'запись'}, а не текст"
            self.report.finding("template-value", ERROR, what, _BY_PARTS, spot)

    def item(self, text: str, scope: Scope, spot: Spot) -> Shape | None:
        """Check what a loop goes over, and tell what its variable holds."""
        found = self.shape(text, scope, spot)
        if found is None or found.hint is object:
            return None
        if found.item is None:
            what = f"перебирать можно только список, а «{text}» — {'запись' if found.record else 'одно значение'}"
            self.report.finding("template-value", ERROR, what, _LIST, spot)
        return found.item

    def shape(self, text: str, scope: Scope, spot: Spot) -> Shape | None:
        """What an expression gives; nothing when that cannot be told."""
        from jinja2 import TemplateSyntaxError, nodes

        try:
            parsed = environment().parse(f"{{{{ {text} }}}}").find(nodes.Output)
        except TemplateSyntaxError:
            parsed = None
        if parsed is None or len(parsed.nodes) != 1 or not text:
            what = f"выражение «{text}» записано с ошибкой"
            tip = "Проверьте скобки, точки и кавычки: {{ имя.поле|фильтр }}"
            self.report.finding("template-tag", ERROR, what, tip, spot)
            return None
        return self._of(parsed.nodes[0], scope, spot)

    def _of(self, node: nodes.Node, scope: Scope, spot: Spot) -> Shape | None:
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return self._name(node.name, scope, spot)
        if isinstance(node, nodes.Getattr):
            return self._field(node.node, node.attr, scope, spot)
        if isinstance(node, nodes.Getitem):
            return self._part(node, scope, spot)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope, spot)
        inside = [self._of(child, scope, spot) for child in node.iter_child_nodes()]
        first = inside[0] if inside and isinstance(node, nodes.List) else None
        # A list made on the spot holds what its first item is.
        return None if first is None else Shape(types.GenericAlias(tuple, (first.hint, ...)), first.path)

    def _part(self, node: nodes.Getitem, scope: Scope, spot: Spot) -> Shape | None:
        """``запись["поле"]`` or ``список[0]``."""
        from jinja2 import nodes

        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node.node, node.arg.value, scope, spot)
        whole = self._of(node.node, scope, spot)
        return whole.item if whole else None

    def _name(self, name: str, scope: Scope, spot: Spot) -> Shape | None:
        if name in scope:
            found = scope[name]
            if found is not None and found.path:
                self.used.add(found.path)
            return found
        self.report.finding("template-name", ERROR, f"нет данных с именем «{name}»", self._hint(name, scope), spot)
        return None

    def _field(self, of: nodes.Expr, name: str, scope: Scope, spot: Spot) -> Shape | None:
        from jinja2 import nodes

        if isinstance(of, nodes.Name) and of.name == "loop" and of.name in scope:
            if name not in _LOOP:
                what = f"у цикла нет сведений с именем «{name}»"
                self.report.finding("template-name", ERROR, what, "Есть loop.index, loop.first и loop.last", spot)
            return None
        whole = self._of(of, scope, spot)
        if whole is None or whole.hint is object:
            return None
        fields = dict(whole.fields())
        if name in fields:
            self.used.add(fields[name].path)
            return fields[name]
        self.report.finding("template-name", ERROR, *_no_field(whole, name, fields), spot)
        return None

    def _filter(self, node: nodes.Filter, scope: Scope, spot: Spot) -> Shape | None:
        given = self._of(node.node, scope, spot) if node.node is not None else None
        for child in node.args:
            self._of(child, scope, spot)
        if node.name not in filters():
            hint = suggest(node.name, filters())
            tip = f"Возможно, «{hint}»" if hint else _LIST
            self.report.finding("template-filter", ERROR, f"нет фильтра «{node.name}»", tip, spot)
            return None
        if given is None or given.hint is object:
            return Shape(str)
        if not given.is_text:
            what = f"фильтр «{node.name}» получает {'список' if given.item else 'запись'}, а не текст"
            self.report.finding("template-value", ERROR, what, _BY_PARTS, spot)
        elif node.name in _DATES and given.hint is not date:
            what = f"фильтр «{node.name}» — для дат, а «{given.path or 'значение'}» — не дата"
            self.report.finding("template-value", ERROR, what, "Уберите фильтр", spot)
        return Shape(str)

    def _hint(self, name: str, scope: Scope) -> str:
        inside = sorted(one.path for one in paths(self.kind.record) if one.path.endswith(f".{name}"))
        direct = [path for path in inside if "[…]" not in path]
        if direct:
            return f"Возможно, «{direct[0]}»"
        if inside:
            path, _, last = inside[0].rpartition("[…].")
            return f"«{last}» есть у каждого из «{path}»: {{%p для … в {path} %}}"
        near = suggest(name, [one for one in scope if one != "loop"])
        if near:
            return f"Возможно, «{near}»"
        elsewhere = [kind.title for kind in KINDS if name in dict(Shape(kind.record).fields())]
        return f"Такое имя есть в шаблоне «{elsewhere[0]}», а в этом нет" if elsewhere else _LIST


def _no_field(whole: Shape, name: str, fields: Mapping[str, Shape]) -> tuple[str, str]:
    title = whole.path or "значение"
    if whole.item is not None:
        return f"«{title}» — список, и имени «{name}» у него нет", f"Переберите его: {{%p для строка в {title} %}}"
    if whole.record is None:
        return f"«{title}» — текст, и имени «{name}» у него нет", f"Оставьте {{{{ {title} }}}}"
    near = suggest(name, fields)
    tip = f"Возможно, «{near}»" if near else f"Есть: {', '.join(_quoted(fields))}"
    return f"у «{title}» нет данных с именем «{name}»", tip


def _quoted(fields: Mapping[str, Shape]) -> Iterator[str]:
    for name in fields:
        yield f"«{name}»"
