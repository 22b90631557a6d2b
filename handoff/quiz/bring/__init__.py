"""Questions from other programs: one module a format, `read(text) -> Brought` each.

What a format knows and we do not is named with its line, so that nothing is lost in silence.
"""
