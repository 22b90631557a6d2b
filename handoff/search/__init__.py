"""Search that costs a reader nothing until it is used, and grows with the guides.

    built HTML ─► page (its sections) ─► words ─► weights ─► files: search/index.json
                                                                    search/<content>/words-3.json
                                                                    search/<content>/sections-7.json

A search asks for the entry, for the one file that holds words like those typed, and for the
sections it shows: about 20 KB, with twenty pages or with a thousand. The browser's half is
overrides/assets/javascripts/search/.
"""
