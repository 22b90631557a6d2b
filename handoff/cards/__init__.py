"""A picture of a page's title, for who shares a link to it: drawn by Pillow, named in its head.

    title, guide, place ─► draw ─► a PNG, kept in build/cards by what is on it
                            │
    a built page ───────── social ─► card.png beside it, og:image and the like in its head

No page loads it; only what shows a preview of a link does.
"""
