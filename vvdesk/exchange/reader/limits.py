"""How much a foreign workbook may ask of this computer."""

from dataclasses import dataclass

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds within which a foreign workbook is read; beyond them it is refused.

    Attributes:
        file_bytes: Size of the file itself.
        entries: Members in the zip.
        unpacked_bytes: Sum of all members, unpacked.
        part_bytes: One member, unpacked.
        ratio: Unpacked against packed size, looked at above `ratio_above` unpacked bytes.
        ratio_above: Smaller members may be packed as tightly as they like.
        depth: Nesting of XML elements.
        markup: Tags (`<`) in all parts together; bounds the time.
        pending_markup: Tags that have to be kept in memory at one moment; bounds the memory.
        token_bytes: Bytes between two tags: one text, or one tag with its attributes.
        sheets: Sheets in the workbook.
        rows: Last row that may hold a value; Excel itself stops at 1.048.576.
        columns: Last column that may hold a value; Excel itself stops at 16.384.
        empty_rows: Rows one after the other that have a format but no value.
        cells: Cells with a value, over all sheets.
        text: Characters of one text; Excel itself stops at 32.767.
        texts: Characters of all texts together.
        memory: Address space of the worker process, in bytes (POSIX), or its memory (Windows).
        seconds: Time one file may take before the worker process is ended.

    Source:
        RELIABILITY.md section 5. The counts of tags, cells and characters are this program's own:
        they keep the worst workbook within 5 seconds and 500 MB whatever else its sizes say.
    """

    file_bytes: int = 30 * MIB
    entries: int = 5_000
    unpacked_bytes: int = 250 * MIB
    part_bytes: int = 120 * MIB
    ratio: int = 250
    ratio_above: int = 4 * MIB
    depth: int = 60
    markup: int = 2_000_000
    pending_markup: int = 600_000
    token_bytes: int = 1 * MIB
    sheets: int = 250
    rows: int = 200_000
    columns: int = 500
    empty_rows: int = 250_000
    cells: int = 300_000
    text: int = 32_767
    texts: int = 30_000_000
    memory: int = 475 * MIB
    seconds: float = 10.0


DEFAULT = Limits()
