"""Published figures, one at a time: what was counted, in whom, and how sure anybody can be."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from clinic_aid.content.filling import fill, without_isolates
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.care_box import CareBox
from clinic_aid.desktop.talk.kit.fitting import FitBox
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words, capital
from clinic_aid.desktop.talk.screens.number_card import NumberCard
from clinic_aid.desktop.widgets.layouts import STRETCH, column, row
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.talk.model import Measured, Talk, TalkScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A figure, and of which option it is; or what all studies say in short, without one."""

    of: str
    measured: Measured | None
    summary: str = ""


class DoubtBox(CareBox):
    """How sure we are, and why no surer."""

    def __init__(self) -> None:
        self.sure, self.doubt = Words("note"), Words("note")
        super().__init__(self.sure, self.doubt)

    def show_doubt(self, measured: Measured, talk: Talk) -> None:
        """Say how sure we are of a figure."""
        word = capital(measured.sure.word)
        sure = without_isolates(fill(talk.labels["how-sure"], certainty=word))
        self.sure.say(f"{sure} {measured.sure.meaning}")
        self.doubt.say(f"{talk.labels['why-doubt']}: {measured.doubt}")


class FindingsPage(TurningPage):
    """One figure a view: the words where reading starts, the number beside them."""

    _talk: Talk

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self._findings: tuple[ShownFinding, ...] = ()
        self._part = 0
        for button, name in (
            (self.turners.back, self.tr("Earlier result")),
            (self.turners.forward, self.tr("Next result")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.telling, self.box = QWidget(), FitBox()
        self.option, self.statement = Words("eyebrow"), Words("message")
        self.means, self.meaning = Words("eyebrow"), Words("body")
        self.doubt = DoubtBox()
        said, meant = (self.option, self.statement), (self.means, self.meaning)
        column(*said, 14, *meant, STRETCH, self.doubt, on=self.box, spacing=6)
        self.card = NumberCard(look)
        row((self.box, 48), (self.card, 52), on=self.telling, spacing=40)
        self.fill_body(self.telling)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        self._talk = talk
        self.show_head(screen)
        waiting = talk.pages is None and screen.kind != "option-findings"
        self._findings = () if waiting else _findings_of(screen.kind, talk)
        self.needs_product(waiting)
        if not waiting:
            self._show_part(min(self._part, len(self._findings) - 1))

    @property
    def parts(self) -> int:
        return max(len(self._findings), 1)

    @property
    def part(self) -> int:
        return self._part

    @property
    def entries(self) -> tuple[range, int]:
        return range(self._part, self._part + 1), len(self._findings)

    @property
    def sources(self) -> tuple[str, ...]:
        measured = self._findings[self._part].measured if self._findings else None
        if measured is not None:
            return measured.sources
        pages = self._talk.pages
        return pages.product.sources if pages is not None else ()

    def turn_to(self, part: int) -> None:
        if self._findings:
            self._show_part(min(max(part, 0), len(self._findings) - 1))
            self.turned.emit()

    def _show_part(self, part: int) -> None:
        self._part = part
        finding = self._findings[part]
        measured = finding.measured
        self.tell_views()
        if measured is None:
            self._show_summary(finding.summary)
            return
        self.option.say(finding.of)
        self.option.setVisible(bool(finding.of))
        self.statement.say(measured.statement)
        self.means.say(self._talk.labels["what-it-means"])
        self.meaning.say(measured.meaning)
        for words in (self.means, self.meaning, self.doubt):
            words.show()
        self.doubt.show_doubt(measured, self._talk)
        self.card.show_number(measured)
        self._fit_words()

    def _show_summary(self, words: str) -> None:
        self.statement.say(words)
        for label in (self.option, self.means, self.meaning, self.doubt):
            label.hide()
        more = len(self._findings) > 1
        self.card.show_none(self._talk.labels["results-follow" if more else "no-figure"])
        self._fit_words()

    def _fit_words(self) -> None:
        self.box.fit()
        self.card.fit()


def _findings_of(kind: str, talk: Talk) -> tuple[ShownFinding, ...]:
    """Give what to show, one a view; never nothing."""
    if kind == "option-findings":
        return tuple(
            ShownFinding(of=name, measured=each) for name, each in talk.general.option_findings
        )
    assert talk.pages is not None
    if kind == "findings":
        # First all of the studies in short: the one with a figure may not be the fairest.
        summary = ShownFinding(of="", measured=None, summary=talk.pages.evidence)
        return (summary, *(ShownFinding(of="", measured=each) for each in talk.pages.findings))
    found = tuple(ShownFinding(of="", measured=each) for each in talk.pages.risk_findings)
    return found or (ShownFinding(of="", measured=None, summary=talk.labels["no-figure"]),)
