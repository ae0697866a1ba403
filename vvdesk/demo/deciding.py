"""The coordinator's half of the demonstration: settle, ask, send back, approve, look at the board.

One conflict is settled, one fiche goes back with a question, its answer comes in with a second
inzending, and what is in order is approved by somebody else than who handed it in.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from vvdesk.audit import Actor
from vvdesk.demo.folder import Demofolder
from vvdesk.handing_in import hand_in
from vvdesk.handing_out import hand_out
from vvdesk.jobs import Progress
from vvdesk.merging import (
    apply_plan,
    document_of,
    open_conflicts,
    plan_merge,
    samenvoegingen,
    settle,
    write_plan_document,
)
from vvdesk.model import Antwoordreden, Conflict, Keuze
from vvdesk.plan.referentie import read_referentie
from vvdesk.questions import answer, ask, close, questions
from vvdesk.reception import board
from vvdesk.states import Hindered, approve, send_back
from vvdesk.store.workspace import Workspace
from vvdesk.workbook_intake import plan_intake, take_over

ASKED_ENTITEIT: Final = "Departement Cultuur, Jeugd en Media"
"""Whose fiche goes back."""
ASKED_PROJECT, ASKED_FIELD = "VV178", "financiering.beleidsruimte"
APPROVED: Final = ("VV017", "VV019", "VV112", "VV176", ASKED_PROJECT)
"""In order at the end; the others are left to whoever tries the demonstration."""
_QUESTION: Final = "De beleidsruimte is 0 EUR, maar er zijn drie mijlpalen. Klopt dat?"
_ANSWER: Final = "Ja: de beurzen worden betaald uit de gewone werkingsmiddelen."
_AGAIN: Final = "-2"

Tell = Callable[[str], None]
"""Shows one Dutch sentence to whoever watches."""


class Deciding:
    """What the coordinator does once the inzendingen are merged.

    Args:
        folder: Where everything stands.
        actor: The coordinator.
        tell: Called with a sentence for every step.
        progress: For the long steps.
    """

    def __init__(self, folder: Demofolder, actor: Actor, tell: Tell, progress: Progress) -> None:
        self._folder, self._actor = folder, actor
        self._tell, self._progress = tell, progress

    def play(self) -> None:
        """Play this half, from the first merge to the board."""
        with Workspace.open(self._folder.central) as central:
            self._keep_plan(central)
            self._ask(central)
            self._find_out_that_it_cannot_be_approved(central)
            for conflict in open_conflicts(central):
                self._settle(central, conflict)
            self._send_back(central)
        self._answer()
        with Workspace.open(self._folder.central) as central:
            self._merge_again(central)
            self._approve(central)
            self._tell_board(central)

    def _keep_plan(self, central: Workspace) -> None:
        """Write what the first merge did as a document that people can read and file."""
        first = samenvoegingen(central)[0]
        document = document_of(central, first.id)
        with central.connection() as connection:
            lists = read_referentie(connection, first.meetmoment_id).lists
        write_plan_document(document, self._folder.plan, lists)
        self._tell(f"{self._folder.plan.name}: elke wijziging van deze samenvoeging, om te lezen.")

    def _ask(self, central: Workspace) -> None:
        ask(central, None, ASKED_PROJECT, ASKED_FIELD, _QUESTION, self._actor)
        self._tell(f"Vraag bij {ASKED_PROJECT}, {ASKED_FIELD}: {_QUESTION}")

    def _find_out_that_it_cannot_be_approved(self, central: Workspace) -> None:
        codes = sorted({each.project_code for each in open_conflicts(central)} | {ASKED_PROJECT})
        try:
            approve(central, None, codes, self._actor, progress=self._progress)
        except Hindered as error:
            for each in error.hindernissen:
                self._tell(f"Goedkeuren kan nog niet: {each.tekst}")

    def _settle(self, central: Workspace, conflict: Conflict) -> None:
        nota = "Nagevraagd: de boekhouding van augustus is volledig."
        settle(central, conflict.id, Keuze.ONTVANGEN, nota, self._actor)
        self._tell(f"Conflict {conflict.id} is beslist: wat ontvangen is, geldt. Nota: {nota}")

    def _send_back(self, central: Workspace) -> None:
        """Send the fiche back, with a new uitvraag in which the question goes along."""
        reden = "Er staat een vraag bij de beleidsruimte."
        send_back(central, None, [ASKED_PROJECT], self._actor, reden, progress=self._progress)
        target = self._folder.handed_out(ASKED_ENTITEIT, _AGAIN)
        hand_out(central, None, ASKED_ENTITEIT, target, self._actor, self._progress)
        self._tell(f"{ASKED_PROJECT} is teruggestuurd; de vraag gaat mee in {target.name}.")

    def _answer(self) -> None:
        """In the entiteit: read the question in, answer it, hand in once more."""
        who = replace(self._actor, wie=ASKED_ENTITEIT)
        target = self._submitted_again()
        with Workspace.open(self._folder.dossier(ASKED_ENTITEIT)) as dossier:
            handed_out = self._folder.handed_out(ASKED_ENTITEIT, _AGAIN)
            with closing((intake := plan_intake(dossier, handed_out, readers=0)).plan):
                take_over(dossier, intake, {}, who, self._progress)
            for vraag in questions(dossier):
                answer(dossier, vraag.id, Antwoordreden.BEVESTIGD, _ANSWER, who)
            code = hand_in(dossier, None, target, who, self._progress).code
        self._tell(f"{ASKED_ENTITEIT} antwoordt: {_ANSWER}")
        self._tell(f"{target.name} is ingediend, met controlecode {code}.")

    def _merge_again(self, central: Workspace) -> None:
        received = self._submitted_again()
        with closing(plan_merge(central, [received], progress=self._progress)) as plan:
            apply_plan(central, plan, self._actor, progress=self._progress)
        for vraag in questions(central):
            close(central, vraag.id, self._actor)
        self._tell(f"{received.name} is samengevoegd; het antwoord volstaat, de vraag is gesloten.")

    def _approve(self, central: Workspace) -> None:
        done = approve(central, None, APPROVED, self._actor, progress=self._progress)
        self._tell(f"Goedgekeurd, en daarmee op slot: {', '.join(done)}.")

    def _tell_board(self, central: Workspace) -> None:
        for row in board(central).entiteiten:
            states = ", ".join(
                f"{count} {staat}" for staat, count in row.tally.per_staat.items() if count
            )
            self._tell(f"{row.naam}: {row.ontvangst.value}; {states}.")

    def _submitted_again(self) -> Path:
        return self._folder.submitted(ASKED_ENTITEIT, _AGAIN)
