"""The SVG: well formed whatever the titles, the same bytes always, linked, themed and self-contained."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.diagram.flow import Doc, Edge, Fact, FactKind, Flow, Kind, Lane, Message, Node, Pool, Timer
from generator.diagram.layout import layout
from generator.diagram.legend import legend
from generator.diagram.manner import Manner
from generator.diagram.markup import num
from generator.diagram.palette import DARK, LIGHT, PRINT
from generator.diagram.spacing import PRINT as PAPER
from generator.diagram.spacing import SCREEN, Spacing
from generator.diagram.svg import reading_order, render_svg
from generator.diagram.svg_icons import ICON, ICON_Y, marker
from tests.generator.diagram.samples import proposal, supply

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('1')</script>&amp; ]]> \x00\x08\x1b\ud800\ufffe \"'\u2028 <!-- %s {line} {0}"


def hostile_flow() -> Flow:
    node = Node(
        HOSTILE,
        Kind.TASK,
        HOSTILE,
        HOSTILE,
        href='x" onclick="alert(1)',
        tooltip=HOSTILE,
        documents=(Doc(HOSTILE, "javascript:alert(1)"),),
        marks=(HOSTILE,),
    )
    return Flow(
        HOSTILE,
        HOSTILE,
        (Lane(HOSTILE, HOSTILE, "JAVA\tSCRIPT:alert(1)"),),
        (node, Node("g", Kind.EXCLUSIVE, HOSTILE, HOSTILE)),
        (Edge(HOSTILE, "g", HOSTILE),),
        (Pool(HOSTILE, HOSTILE),),
        (Message("g", HOSTILE, outgoing=True, label=HOSTILE),),
    )


@pytest.mark.parametrize("standalone", [True, False])
def test_hostile_titles_stay_text(standalone: bool) -> None:  # noqa: FBT001 - a test parameter
    text = render_svg(layout(hostile_flow()), standalone=standalone)
    tree = ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own output
    names = {element.tag.removeprefix(SVG) for element in tree.iter()}
    assert "script" not in names
    assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)
    links = [element.attrib["href"] for element in tree.iter(f"{SVG}a")]
    assert not any("script:" in link.lower() for link in links)
    assert any("alert('1')" in (element.text or "") for element in tree.iter(f"{SVG}title"))


def test_picture_is_sized_named_and_described() -> None:
    geometry = layout(proposal())
    tree = ET.fromstring(render_svg(geometry).encode())  # noqa: S314 - our own output
    assert tree.attrib["role"] == "group"
    assert tree.attrib["viewBox"] == f"0 0 {tree.attrib['width']} {tree.attrib['height']}"
    title, desc = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title is not None
    assert title.text == geometry.flow.title
    assert desc is not None
    assert "Юрист" in (desc.text or "")
    assert tree.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"


def test_two_pictures_share_a_page() -> None:
    one, two = (render_svg(layout(flow)) for flow in (proposal(), supply()))
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for text, own in zip((one, two), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= own
        rules = re.search(r"<style>(.*)</style>", text, re.DOTALL)
        assert rules is not None
        assert all("#dg-" in line for line in rules[1].splitlines())
    again = render_svg(layout(proposal()), prefix="second")
    assert not ids[0] & set(re.findall(r' id="([^"]+)"', again))


def test_links_and_tooltips() -> None:
    text = render_svg(layout(proposal()))
    tree = ET.fromstring(text.encode())  # noqa: S314 - our own output
    links = {element.attrib["href"] for element in tree.iter(f"{SVG}a")}
    assert links == {"roles/sales/", "ops/need/", "docs/card/"}
    assert all(element.find(f"{SVG}title") is not None for element in tree.iter(f"{SVG}a"))
    assert "focus-visible" in text


def test_colours_follow_the_page_or_the_system() -> None:
    geometry = layout(supply())
    inline, alone = render_svg(geometry), render_svg(geometry, standalone=True)
    assert '[data-md-color-scheme="slate"] #' in inline
    assert "prefers-color-scheme" not in inline
    assert not inline.startswith("<?xml")
    assert "prefers-color-scheme:dark" in alone
    assert f"var(--dg-gate,{LIGHT.gate})" in inline
    assert f"--dg-gate:{DARK.gate}" in inline
    fixed = render_svg(geometry, standalone=True, palette=LIGHT)
    assert "var(" not in fixed
    assert "@media" not in fixed
    assert "http" not in inline.replace("http://www.w3.org/2000/svg", "")


def test_same_bytes_for_any_hash_seed() -> None:
    code = (
        "import hashlib\n"
        "from generator.diagram.layout import layout\n"
        "from generator.diagram.svg import render_svg\n"
        "from tests.generator.diagram.flows import generated_flow\n"
        "from tests.generator.diagram.samples import proposal, supply\n"
        "flows = [proposal(), supply(), *(generated_flow(1, number) for number in range(8))]\n"
        "text = ''.join(render_svg(layout(flow)) for flow in flows)\n"
        "print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    digests = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == hashlib.sha256().digest_size * 2


def signs() -> Flow:
    """A flow with every sign there is."""
    fact = Fact(FactKind.CONTROL_POINT, "kp", "Кто не ответил")
    call = "Подготовить коммерческое предложение по сложному проекту с участием инженера"
    return Flow(
        "signs",
        "Всё сразу",
        (Lane("a", "Менеджер", "roles/a"), Lane("b", "РОП")),
        (
            Node("start", Kind.START, "Пришла заявка", "a"),
            Node(
                "ask",
                Kind.TASK,
                "Спросить",
                "a",
                "ops/ask",
                "Спросить\nВладелец: Менеджер\nОтвет: 30\u00a0мин",
                (Doc("Карточка", "docs/card"),),
                ("КТ3",),
                (Timer("late", "30 минут"),),
                facts=(fact,),
                owner="Менеджер",
            ),
            Node(
                "call",
                Kind.CALL,
                call,
                "a",
                "processes/other",
                timers=(Timer("slow", "2 дня", interrupting=False),),
                owner="Инженер",
            ),
            Node("help", Kind.TASK, "Вмешаться", "b", marks=("КТ4–6",)),
            Node("fork", Kind.INCLUSIVE, "Что дальше?", "b"),
            Node("both", Kind.PARALLEL, "", "a"),
            Node("reply", Kind.MESSAGE, "Ответ", "a"),
            Node("friday", Kind.TIMER, "Пятница", "b"),
            Node("end", Kind.END, "Готово", "a"),
        ),
        (
            Edge("start", "ask"),
            Edge("ask", "call"),
            Edge("late", "help"),
            Edge("slow", "help"),
            Edge("call", "both"),
            Edge("both", "reply"),
            Edge("both", "fork"),
            Edge("help", "fork"),
            Edge("fork", "friday", "ждать", default=True),
            Edge("fork", "reply", "писать"),
            Edge("friday", "end"),
            Edge("reply", "end"),
        ),
        (Pool("client", "Клиент"),),
        (Message("start", "client", outgoing=False, label="Заявка"), Message("reply", "client", outgoing=True)),
    )


def titles(text: str) -> set[str]:
    tree = ET.fromstring(text.encode())  # noqa: S314 - our own output
    return {element.text or "" for element in tree.iter(f"{SVG}title")}


def test_links_say_what_they_are_and_whose() -> None:
    tree = ET.fromstring(render_svg(layout(signs())).encode())  # noqa: S314 - our own output
    names = {element.attrib["href"]: element.attrib.get("aria-label") for element in tree.iter(f"{SVG}a")}
    assert names["ops/ask"] == "Операция: Спросить. Владелец: Менеджер"
    assert str(names["processes/other"]).startswith("Процесс: Подготовить")
    # The lane is the seller's, the called process is not.
    assert str(names["processes/other"]).endswith(". Владелец: Инженер")
    (ask,) = (element for element in tree.iter(f"{SVG}a") if element.attrib["href"] == "ops/ask")
    title = ask.find(f"{SVG}title")
    assert title is not None
    assert str(title.text).splitlines() == ["Спросить", "Владелец: Менеджер", "Ответ: 30\u00a0мин"]


def test_what_has_no_link_is_named_too() -> None:
    told = titles(render_svg(layout(signs())))
    assert told >= {
        "Контрольная точка 3\nКто не ответил",
        "Контрольные точки 4–6",
        "Документ: Карточка",
        "Срок: 30 минут: операция прерывается; → Вмешаться",
        "Срок: 2 дня: операция продолжается; → Вмешаться",
        "Выбор нескольких путей: Что дальше? ждать → Пятница; писать → Ответ",
        "Сообщение «Заявка»: Клиент → Пришла заявка",
        "Сообщение: Ответ → Клиент",
    }


@pytest.mark.parametrize("vertical", [False, True])
def test_links_follow_the_time(vertical: bool) -> None:  # noqa: FBT001 - a test parameter
    geometry = layout(proposal(), Manner(vertical=vertical))
    along = [shape.rect.centre.y if vertical else shape.rect.centre.x for shape in reading_order(geometry)]
    assert along == sorted(along)
    text = render_svg(geometry)
    assert text.index('href="roles/sales/"') < text.index('href="ops/need/"') < text.index('href="docs/card/"')


@pytest.mark.parametrize("vertical", [False, True])
def test_a_deadline_is_a_double_ring_on_the_border(vertical: bool) -> None:  # noqa: FBT001 - a test parameter
    geometry = layout(signs(), Manner(vertical=vertical))
    text = render_svg(geometry)
    for shape in geometry.nodes:
        for timer in shape.timers:
            centre = timer.rect.centre
            at = f'cx="{num(centre.x)}" cy="{num(centre.y)}"'
            rings = re.findall(f'class="([^"]+)" {at}', text)
            assert rings == ["shape event" + ("" if timer.timer.interrupting else " dashed")] * 2
            assert timer.rect.overlaps(shape.rect)


@pytest.mark.parametrize("vertical", [False, True])
def test_the_sign_of_a_called_process_meets_nothing(vertical: bool) -> None:  # noqa: FBT001 - a test parameter
    for words in ("Продать", "Подготовить и согласовать коммерческое предложение по сложному проекту с участием РОП"):
        for late in ((), (Timer("late", "2 дня"),)):
            flow = Flow("f", "Процесс", (Lane("a", "А"),), (Node("c", Kind.CALL, words, "a", timers=late),), ())
            (shape,) = layout(flow, Manner(vertical, PAPER if vertical else SCREEN)).nodes
            text = shape.text
            circles = tuple(timer.rect for timer in shape.timers)
            sign = marker(shape.rect, circles)
            assert text is not None
            assert not sign.overlaps(text.rect)
            assert not any(sign.overlaps(circle) for circle in circles)
            assert shape.rect.x < sign.x < sign.right < shape.rect.right
            assert text.rect.y > shape.rect.y


def test_a_long_band_says_its_title_in_every_part_of_a_page() -> None:
    for vertical in (False, True):
        flow = replace(proposal(), title="Процесс")
        geometry = layout(flow, Manner(vertical))
        (pool,) = geometry.pools
        long = pool.rect.height if vertical else pool.rect.width
        page = re.findall(rf">{pool.pool.title}</tspan>", render_svg(geometry))
        assert len(page) == max(int(long / 700), 1)
        assert (len(re.findall(">Процесс</tspan>", render_svg(geometry))) > 1) == vertical
        for whole in (render_svg(geometry, standalone=True), render_svg(geometry, palette=PRINT)):
            assert len(re.findall(rf">{pool.pool.title}</tspan>", whole)) == 1
            assert len(re.findall(">Процесс</tspan>", whole)) == 1


def test_a_node_lights_up_its_flows_without_a_script() -> None:
    geometry = layout(signs())
    text = render_svg(geometry)
    ends = {one.edge.source for one in geometry.edges} | {one.edge.target for one in geometry.edges}
    assert text.count('class="hot"') == len(ends - {"late", "slow"})
    assert ":focus-within>.hot" in text
    paper = render_svg(geometry, standalone=True, palette=PRINT)
    assert 'class="hot"' not in paper
    assert ":hover" not in paper


def test_a_page_with_several_pictures_has_one_style_sheet() -> None:
    text = render_svg(layout(signs()), prefix="second", styled=False)
    assert "<style" not in text
    assert 'id="dg-second"' in text


def test_the_legend_explains_the_signs_of_the_flow_and_no_others() -> None:
    words = [sign.words for sign in legend(signs())]
    assert len(words) == len(set(words)) == 15
    bare = Flow("f", "Процесс", (Lane("a", "А"),), (Node("t", Kind.TASK, "Дело", "a"),), ())
    assert [sign.words for sign in legend(bare)] == ["Операция; у каждой своя страница"]
    for sign in legend(signs()):
        ET.fromstring(sign.picture)  # noqa: S314 - our own output


def test_words_of_a_wrapped_title_stay_words() -> None:
    tree = ET.fromstring(render_svg(layout(signs())).encode())  # noqa: S314 - our own output
    (call,) = (element for element in tree.iter(f"{SVG}a") if element.attrib["href"] == "processes/other")
    (text,) = call.iter(f"{SVG}text")
    assert len(list(text)) > 2
    assert " ".join("".join(text.itertext()).split()) in call.attrib["aria-label"]


@pytest.mark.parametrize("spacing", [SCREEN, PAPER])
def test_the_performer_stands_clear_of_the_title(spacing: Spacing) -> None:
    words = (
        "Согласовать скидку",
        "Зарегистрировать отказ клиента",
        "Дело",
        "Составить и согласовать договор на проект",
    )
    for title in words:
        flow = Flow("f", "Процесс", (Lane("a", "А"),), (Node("t", Kind.TASK, title, "a"),), ())
        (shape,) = layout(flow, Manner(spacing=spacing)).nodes
        assert shape.text is not None
        ink = shape.text.rect.y + (shape.text.style.leading - shape.text.style.size) / 2
        assert shape.rect.y + ICON_Y + ICON <= ink
