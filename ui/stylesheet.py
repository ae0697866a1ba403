"""The few rules that Fusion and a palette cannot say: edges, focus, cards and the yellow band.

Widgets ask for them by the dynamic property `role`: `band`, `card`, `primary`, `quiet`, `link`,
`hint`, `title`, `heading`, `notice`. A field in trouble has the property `severity`.
"""

from pathlib import Path

from ui.colours import Colours

_PICTURE = 16 / 9
"""Logical pixels of a small picture for each point of text: 16 at the usual 9."""


def stylesheet(
    colours: Colours, size: float, arrow: Path | None = None, tick: Path | None = None
) -> str:
    """Return the rules for the whole application.

    Args:
        colours: By role.
        size: Of ordinary text, in points.
        arrow: Picture of the arrow of a box to choose from; None leaves Qt's own.
        tick: Picture of the tick in a box; None leaves Qt's own.
    """
    picture = round(size * _PICTURE)
    boxes = _boxes(colours, picture, arrow, tick) if arrow and tick else ""
    icons = f"QPushButton {{ icon-size: {picture}px; }}"
    return f"{_fields(colours)}{_buttons(colours)}{_surfaces(colours, size)}{boxes}{icons}"


def _boxes(c: Colours, side: int, arrow: Path, tick: Path) -> str:
    """Return the rules for what needs a picture; `side` is how large, in logical pixels."""
    dot = side - 2
    return f"""
QComboBox::drop-down {{ border: none; width: {side + 10}px; }}
QComboBox::down-arrow {{ image: url("{arrow.as_posix()}"); width: {side}px; height: {side}px; }}
QCheckBox::indicator {{
  width: {side}px; height: {side}px; border: 1px solid {c.edge}; border-radius: 3px;
  background: {c.surface};
}}
QRadioButton::indicator {{
  width: {dot}px; height: {dot}px; border: 1px solid {c.edge}; border-radius: {side // 2}px;
  background: {c.surface};
}}
QRadioButton::indicator:checked {{
  border-color: {c.accent};
  background: qradialgradient(
    cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 {c.accent}, stop: 0.55 {c.accent}, stop: 0.65 {c.surface}, stop: 1 {c.surface}
  );
}}
QRadioButton, QCheckBox {{ padding: 4px 0; }}
QRadioButton:focus, QCheckBox:focus {{ outline: 1px solid {c.accent}; }}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
QCheckBox::indicator:checked {{
  background: {c.accent}; border-color: {c.accent}; image: url("{tick.as_posix()}");
}}
"""


def _fields(c: Colours) -> str:
    """Return the rules for what is typed in or pressed.

    A field in trouble keeps its edge while the keyboard is in it, and text that can only be read
    gets no frame: there the line under it says where the keyboard is.
    """
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
    focused, wrong, doubtful, locked = (
        ", ".join(f"{each.strip()}{state}:focus" for each in fields.split(","))
        for state in (
            "", '[severity="fout"]', '[severity="waarschuwing"]', '[readOnlyLook="true"]',
        )
    )  # fmt: skip
    return f"""
{fields} {{
  border: 1px solid {c.edge}; border-radius: 4px; padding: 5px 7px;
  background: {c.surface}; color: {c.text}; placeholder-text-color: {c.muted};
}}
{focused} {{ border: 2px solid {c.accent}; padding: 4px 6px; }}
*[severity="fout"] {{ border: 2px solid {c.fout}; padding: 4px 6px; }}
*[severity="waarschuwing"] {{ border: 2px solid {c.waarschuwing}; padding: 4px 6px; }}
*[readOnlyLook="true"] {{
  border: 1px solid transparent; background: transparent; padding: 5px 0;
}}
{wrong} {{
  border: 2px solid {c.fout}; border-bottom: 3px solid {c.accent}; padding: 4px 6px 3px 6px;
}}
{doubtful} {{
  border: 2px solid {c.waarschuwing}; border-bottom: 3px solid {c.accent};
  padding: 4px 6px 3px 6px;
}}
{locked} {{
  border: 1px solid transparent; border-bottom: 2px solid {c.accent}; border-radius: 0;
  background: transparent; padding: 5px 0 4px 0;
}}
"""


def _buttons(c: Colours) -> str:
    """Return the rules for buttons: ordinary, yellow, quiet, link and in a tool bar."""
    return f"""
QPushButton {{
  border: 1px solid {c.edge}; border-radius: 4px; padding: 5px 12px;
  background: {c.raised}; color: {c.text}; min-height: 18px;
}}
QPushButton:hover {{ border-color: {c.accent}; }}
QPushButton:pressed {{ background: {c.line}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {c.edge}; border-color: {c.line}; }}
QPushButton[role="primary"] {{
  background: {c.brand}; color: {c.on_brand}; border-color: {c.on_brand}; font-weight: 600;
}}
QPushButton[role="primary"]:focus {{ border: 3px solid {c.accent}; padding: 3px 10px; }}
QPushButton[role="primary"]:disabled {{
  background: {c.raised}; color: {c.edge}; border-color: {c.line};
}}
QPushButton[role="quiet"] {{ border-color: transparent; background: transparent; }}
QPushButton[role="quiet"]:hover {{ border-color: {c.edge}; }}
QPushButton[role="link"] {{
  border: 1px solid transparent; background: transparent; color: {c.accent}; padding: 2px 4px;
  text-decoration: underline; text-align: left;
}}
QPushButton[role="quiet"]:focus, QPushButton[role="link"]:focus {{
  border: 2px solid {c.accent};
}}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px 8px; }}
QToolButton:hover {{ border-color: {c.edge}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.line}; border-color: {c.edge}; }}
QToolButton[role="primary"] {{
  background: {c.brand}; color: {c.on_brand}; border-color: {c.on_brand}; font-weight: 600;
}}
QToolButton:focus {{ border: 2px solid {c.accent}; padding: 3px 7px; }}
"""


def _surfaces(c: Colours, size: float) -> str:
    """Return the rules for cards, bands, lists and the frame of the window."""
    return f"""
QFrame[role="card"] {{
  background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px;
}}
QFrame[role="band"] {{ background: {c.brand}; border: none; }}
QFrame[role="pages"] {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QFrame[role="pages"] QToolButton {{
  border: 2px solid transparent; border-bottom: 3px solid transparent; border-radius: 0;
  padding: 7px 10px 6px 10px;
}}
QFrame[role="pages"] QToolButton:hover {{ border-bottom-color: {c.edge}; }}
QFrame[role="pages"] QToolButton:checked {{
  background: transparent; border-bottom-color: {c.accent}; font-weight: 600;
}}
QFrame[role="pages"] QToolButton:focus {{
  border: 2px solid {c.accent}; border-bottom-width: 3px; padding: 7px 10px 6px 10px;
}}
QFrame[role="band"] QLabel {{ color: {c.on_brand}; background: transparent; }}
QFrame[role="band"] QPushButton {{
  background: transparent; color: {c.on_brand}; border-color: {c.on_brand};
}}
QLabel[role="hint"] {{ color: {c.muted}; }}
QLabel[role="title"] {{ font-size: {size * 1.7:.1f}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {size * 1.2:.1f}pt; font-weight: 600; }}
QLabel[role="label"] {{ font-weight: 600; }}
QListView, QTreeView, QTableView {{
  border: 1px solid {c.line}; background: {c.surface}; outline: none; padding: 1px;
}}
QListView:focus, QTreeView:focus, QTableView:focus, QGraphicsView:focus {{
  border: 2px solid {c.accent}; padding: 0;
}}
QHeaderView::section {{
  text-align: left;
  background: {c.raised}; color: {c.text}; border: none; font-weight: 600; padding: 6px 8px;
  border-right: 1px solid {c.line}; border-bottom: 1px solid {c.edge};
}}
QToolTip {{ border: 1px solid {c.edge}; padding: 4px 6px; }}
QMenuBar {{ border-bottom: 1px solid {c.line}; }}
QStatusBar {{ border-top: 1px solid {c.line}; }}
QStatusBar::item {{ border: none; }}
QProgressBar {{
  border: 1px solid {c.edge}; border-radius: 4px; background: {c.surface}; text-align: center;
}}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QScrollArea {{ border: none; }}
QTabBar::tab {{
  border: 2px solid transparent; border-bottom: 3px solid {c.line}; padding: 5px 12px;
  color: {c.text};
}}
QTabBar::tab:selected {{ border-bottom-color: {c.accent}; font-weight: 600; }}
QTabBar::tab:hover {{ border-bottom-color: {c.edge}; }}
QTabBar::tab:focus {{ border: 2px solid {c.accent}; border-bottom-width: 3px; }}
QSplitter::handle {{ background: {c.line}; }}
"""
