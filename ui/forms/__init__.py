"""Fields, tables and sections of the fiche, made from the data dictionary."""
