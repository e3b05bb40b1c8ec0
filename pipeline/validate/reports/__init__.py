"""How the findings of a validation are shown: one module a format, each with `write(report)`."""
