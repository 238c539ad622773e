"""Default templates, a module each; ``python -m generator.word.defaults`` writes them into ``templates/word``."""
