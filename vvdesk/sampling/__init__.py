"""Drawing a sample of projects or mijlpalen that anybody can draw again with stock tools."""

from vvdesk.sampling.design import Bedrag, Eenheid, Indeling, Opzet
from vvdesk.sampling.drawing import draw, draw_again
from vvdesk.sampling.parts import Getrokken, Steekproef, Stratum
from vvdesk.sampling.preview import Vooruitblik, preview
from vvdesk.sampling.seeds import proposed_seed

__all__ = [
    "Bedrag",
    "Eenheid",
    "Getrokken",
    "Indeling",
    "Opzet",
    "Steekproef",
    "Stratum",
    "Vooruitblik",
    "draw",
    "draw_again",
    "preview",
    "proposed_seed",
]
