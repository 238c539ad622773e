"""Search of the built site: sections of a page, and the index the script of the site asks."""

from generator.site.search.index import ADDRESS, FILES, index
from generator.site.search.section import Section
from generator.site.search.sections import sections

__all__ = ["ADDRESS", "FILES", "Section", "index", "sections"]
