"""Replays: what a page cannot run is recorded from the real thing and shown as a film of steps.

examples/<guide>/<chapter>/replays/crash.py     the recorder: TITLE, FILMS, play(stage, film)
                          │ record
                          ▼
examples/<guide>/<chapter>/replays/crash.json   film ─► fence ─► the page, whole as a list of steps
                                                     └─► offers ─► a link beside each claim it shows
"""
