"""What the pages of an open file are called in the code."""

FICHE = "fiche"
PROJECTS = "projects"
COMPARE = "compare"
VERSIONS = "versions"
HAND_IN = "hand_in"
EXCEL_IN = "excel_in"
EXCEL_OUT = "excel_out"
