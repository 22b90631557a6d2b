"""What readers' shared tries say about the questions.

files ─ tries ─► readers ─ measures ─► an item a question and revision ─┬─ suspects ─► why, if so
                                                                        └─ report ───► text
"""
