"""Simulators: a form, a sentence and a table that answer by a program's real rules.

simulators/NAME.html of the subject           its words, whole without JavaScript
overrides/assets/javascripts/…/NAME.js       its rules: answer(values)
overrides/assets/javascripts/simulator/element.js    what all of them share in the browser
"""
