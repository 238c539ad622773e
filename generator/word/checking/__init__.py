"""The lint of Word templates: everything wrong with every template at once, told so that HR finds the place in Word."""

from __future__ import annotations

from generator.word.checking.copying import Copied, copy_templates
from generator.word.checking.run import check_templates

__all__ = ["Copied", "check_templates", "copy_templates"]
