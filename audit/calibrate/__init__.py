"""What limits an export speaks for: the values of every norm, and what other limits would find."""

from __future__ import annotations

from audit.calibrate.run import calibrate

__all__ = ["calibrate"]
