"""The import doctor for people and for the profile: a diagnosis as text, as JSON, and as what a profile gains by it.

``text`` and ``json`` show a diagnosis; ``additions`` puts it together with a person's answers, ``profile_yaml`` writes
that into the YAML of a profile.
"""
