"""Open data: the fiches of a meetmoment as tables and JSON, with schema, dictionary and DCAT-AP."""
