"""A guide as a book: one PDF and one EPUB, made of the pages that a builder has built.

    the built site ─► parts      which pages, in which order
                        ├── article      a page's text, without what only a screen can use
                        ├── questions    each keeps its place; answers go to the chapter's end
                        ├── diagrams     drawn colours instead of style sheets
                        ├── marks        a ✓ with the number of its experiment
                        └── links        to places in the book, or to addresses elsewhere
                              │
                     whole ───┼─► pdf    by WeasyPrint: pages, footnotes, running heads
                              └─► epub   zipped XHTML, by EPUB 3.3 and EPUB Accessibility 1.1

`python -m handoff book SITE` does it, and puts both into the site; handoff/book/requirements.txt
says what it needs, which building the site does not.
"""
