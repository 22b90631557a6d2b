"""What becomes of a built site before it is put on a host; `make build` does it last.

    builder ─► site/ ─► one style sheet and one script for all pages     handoff.theme, script
                    ─► scripts and sheets as a set with its own name     release
                    ─► a service worker that knows this set              offline
                    ─► Markdown and more, for programs that read         handoff.machines
                    ─► pages without blank lines around the article      margins
                    ─► what a page may load and run, said in its head    policy
                    ─► the search index                                  handoff.search
                    ─► what it takes to install the site as an app       installable

Nothing here is needed to read the site: `make serve` shows it as the builder made it.
"""
