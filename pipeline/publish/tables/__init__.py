"""The sheets that other programs import, and the workbook that a person reads."""
