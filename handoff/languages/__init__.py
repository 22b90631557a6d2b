"""The site in several languages: English stands in the sources, others in languages/.

sources ─ _("…"), lang.t("…"), t("…") ─► extract ─► languages/de/words.po ◄─ a translator
                                                          │
         words (Python, templates) ◄──────────────────────┤
         edition: the project once more, in German ◄──────┘ + its docs, its quizzes
"""
