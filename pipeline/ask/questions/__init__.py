"""The questions of pipeline.questions as the command line takes them, answers and lists them."""
