"""Open data: the fiches of a meetmoment as tables and JSON, with schema, dictionary and DCAT-AP."""

from vvdesk.opendata.licences import LICENTIES, Licentie, Voorwaarden, conditions
from vvdesk.opendata.writing import OpenDataSet, write_opendata

__all__ = ["LICENTIES", "Licentie", "OpenDataSet", "Voorwaarden", "conditions", "write_opendata"]
