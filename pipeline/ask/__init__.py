"""ask: what people find out. Published files in, answers out."""
