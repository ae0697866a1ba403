"""Exporting chosen projects with the trace of every value and the data of the seal."""

from vvdesk.audit_export.exporting import Exported, Vorm, export_audit, proposed_target, too_many

__all__ = ["Exported", "Vorm", "export_audit", "proposed_target", "too_many"]
