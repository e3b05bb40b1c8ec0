"""Coverage-guided fuzzing of every reader and every container (Atheris): `make fuzz`."""
