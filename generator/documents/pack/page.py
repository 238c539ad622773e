"""The inventory as a page: links to the files of the pack, no network, no scripts."""

from __future__ import annotations

from urllib.parse import quote

from generator.environment import environment, render
from generator.word.inventory.record import Inventory
from handbook.book import Handbook

_TEMPLATE = "pack/inventory.html.j2"


def page(handbook: Handbook, inventory: Inventory) -> bytes:
    """The inventory as one HTML file.

    Args:
        handbook: Whose it is; its ``templates/pack`` wins over the packaged one.
        inventory: What the pack holds.

    Raises:
        TemplateMistakeError: The company's own template cannot be rendered.
    """
    env = environment(handbook.root, {"address": quote})
    return render(env, _TEMPLATE, inventory=inventory).encode("utf-8", "replace")
