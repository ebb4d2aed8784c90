"""The form of the plan, in pages that turn."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from clinic_aid.content.concern_words import WordedConcern
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.prepare.checks_form import ChecksForm, ChecksOf
from clinic_aid.desktop.prepare.dark_screen_note import DarkScreenNote
from clinic_aid.desktop.prepare.dates_form import DatesForm
from clinic_aid.desktop.prepare.decision_form import DecisionForm
from clinic_aid.desktop.prepare.fault_words import SortedFaults, sort_faults
from clinic_aid.desktop.prepare.finding_form import FindingForm
from clinic_aid.desktop.prepare.form_page import FormPage
from clinic_aid.desktop.prepare.namesake_note import NamesakeNote
from clinic_aid.desktop.prepare.patient_form import PatientForm
from clinic_aid.desktop.prepare.product_form import ProcedurePage, ProductForm
from clinic_aid.desktop.widgets.layouts import column
from clinic_aid.desktop.widgets.page_area import PageArea
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.domain.records import Headings
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.fitting_plan import unfitting
from clinic_aid.entry.typed_days import DayReader, Kind
from clinic_aid.errors import Fault


class PrepareScreen(QWidget):
    """Shows a draft and changes it; after `edited` it waits to be shown the draft anew."""

    edited = Signal()

    def __init__(
        self,
        look: Look,
        *,
        pack: ContentPack,
        offered: Iterable[str],
        language: str,
        checks_of: ChecksOf,
        day_reader: Callable[[Kind, Draft], DayReader],
        describe: Callable[[Headings], str],
    ) -> None:
        super().__init__()

        def days(kind: Kind) -> DayReader:
            return day_reader(kind, self._draft)

        self._pack = pack
        self._language = language
        self._draft = Draft({})
        self._products = ProductForm(look, pack=pack, offered=offered, language=language)
        self.pages: tuple[FormPage, ...] = (
            PatientForm(look, pack=pack, days=days, language=language),
            self._products,
            ProcedurePage(look, pack=pack, language=language),
            DatesForm(look, not_agreed=pack.labels["not-yet-agreed"], days=days, language=language),
            FindingForm(look, pack=pack, language=language),
            ChecksForm(look, keys=pack.checks, checks_of=checks_of, language=language, days=days),
            DecisionForm(look, language=language),
        )
        self.dark = DarkScreenNote(look)
        self._stack = QStackedLayout()
        self.namesakes = NamesakeNote(look, describe)
        column((self._stack, 1), self.namesakes, self.dark, on=self, spacing=10)
        for page in self.pages:
            self._stack.addWidget(PageArea(page, page.rows))
            page.edited.connect(self._on_edited)

    def offer(self, products: Iterable[str]) -> None:
        """Offer these products from now on; without any, all there are."""
        self._products.offer(products)

    @property
    def page_names(self) -> tuple[str, ...]:
        """The pages' names in their order."""
        return tuple(page.name for page in self.pages)

    def turn_to(self, index: int) -> None:
        """Show a page, with the keyboard on its first entry if it was on the form."""
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        turned = index != self._stack.currentIndex()
        self.pages[index].show_draft(self._draft)
        self._stack.setCurrentIndex(index)
        if was_here and turned:
            self.pages[index].focus_first()

    def show_draft(self, draft: Draft) -> None:
        """Take a draft to show and to change."""
        if draft is not self._draft:
            for page in self.pages:
                page.forget()
        self._draft = draft
        for page in self.pages:
            page.show_draft(draft)

    def show_faults(self, faults: Iterable[Fault]) -> SortedFaults:
        """Say each fault beside its entry; give them, with those that have no entry here."""
        paths = [path for page in self.pages for path in page.fields]
        found = sort_faults(faults, paths, self._language)
        for page in self.pages:
            page.show_faults(found.beside)
        return found

    def show_concerns(self, concerns: Sequence[WordedConcern]) -> None:
        """Say beside each entry what needs looking at in it."""
        for page in self.pages:
            page.show_concerns(concerns)

    def page_at(self, path: str) -> int | None:
        """Give the page with the entry for a place of the file; None where none has it."""
        found = (number for number, page in enumerate(self.pages) if page.entry_at(path))
        return next(found, None)

    def needs_looking_at(self) -> list[bool]:
        """Say for each page whether something on it needs looking at."""
        return [page.needs_looking_at for page in self.pages]

    def faulty_labels(self) -> list[list[str]]:
        """Give for each page the labels of its entries at fault."""
        return [page.faulty_labels() for page in self.pages]

    def _on_edited(self, path: str, value: object) -> None:
        self._draft.put(path, value)
        if path in {"plan.product", "plan.origin"}:
            self._drop_what_does_not_fit()
        self.edited.emit()

    def _drop_what_does_not_fit(self) -> None:
        """Take back what another product had: this one knows no such value."""
        product = self._pack.products.get(self._draft.text("plan.product") or "")
        if product is None:
            return
        for path in unfitting(self._draft, product, self._draft.text("plan.origin")):
            self._draft.put(path, None)
