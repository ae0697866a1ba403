"""What the page of reports has done elsewhere: showing pages, making files, saving the template."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vvdesk.jobs import Progress
from vvdesk.report.content import Document
from vvdesk.report.request import Request
from vvdesk.report_files import PublishAll
from vvdesk.store.workspace import Workspace


class OnePage(Protocol):
    """A page as a picture."""

    @property
    def number(self) -> int:
        """1 for the first page of the report."""

    @property
    def png(self) -> bytes:
        """The bytes of a PNG."""


class Pages(Protocol):
    """Pages as pictures; `vvdesk.report.pdf.pages.PreviewPages` is one."""

    @property
    def pages(self) -> Sequence[OnePage]:
        """Those that were asked for and exist, in order."""

    @property
    def total(self) -> int:
        """How many pages the whole report has."""


class OpenData(Protocol):
    """A folder of open data that was filled; `vvdesk.opendata.OpenDataSet` is one."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What whoever publishes it should know, in Dutch."""


@dataclass(frozen=True, slots=True)
class Press:
    """Who makes what is published; all of it is long work.

    Attributes:
        preview: Returns pages (numbers from 1) as pictures of a width;
            `vvdesk.report.previewing.Previewer`.
        build: Returns the report as a tree of sections; `vvdesk.report.building.build`.
        publish_all: Makes files; `vvdesk.publishing.publish_all`.
        open_data: Writes the open data of a meetmoment into a new folder.
        save_template: Writes the Word template of vvdesk to a file.
    """

    preview: Callable[[Workspace, Request, range, int, Progress], Pages]
    build: Callable[[Workspace, Request, Progress], Document]
    publish_all: PublishAll
    open_data: Callable[[Workspace, str | None, Path, Progress], OpenData]
    save_template: Callable[[Path], object]
