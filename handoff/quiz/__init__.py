"""Questions: from a chapter's JSON file to what page, check, exports and terminal show.

quizzes/x.json ── source ──► forms ──► rules ──► model.Question ──► fence, lint, export, take
                 positions   types     sense     one shape for all kinds
"""
