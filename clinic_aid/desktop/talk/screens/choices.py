"""What may be planned: each choice explained, and the one that is planned marked.

Looking at a choice changes nothing. What is planned changes with one button that says so.
"""

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from clinic_aid.content.filling import fill
from clinic_aid.desktop.consultation.services import Services
from clinic_aid.desktop.talk.kit.care_box import SureBox
from clinic_aid.desktop.talk.kit.pictures import IllustrationView
from clinic_aid.desktop.talk.kit.rows import PagedRows
from clinic_aid.desktop.talk.kit.turning import TurningPage
from clinic_aid.desktop.talk.kit.words import Words, plain
from clinic_aid.desktop.talk.screens.choice_parts import Attribute, ChoiceTabs, NamedTexts
from clinic_aid.desktop.widgets.chips import ICON_GAP
from clinic_aid.desktop.widgets.layouts import column, row
from clinic_aid.desktop.widgets.style import Look, refresh
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.fitting_plan import ATTRIBUTES, fitting_values, has_choice, plan_with
from clinic_aid.handout.parts import Row
from clinic_aid.talk.model import Choice, Sureness, Talk, TalkScreen

_ENTRIES = {"product": "plan.product", "sampling": "plan.sampling", "delivery": "plan.delivery"}


class ChoicePage(TurningPage):
    """Words on the side where reading starts, the picture beside them, the choices above both."""

    _talk: Talk

    def __init__(self, look: Look, services: Services) -> None:
        super().__init__(look, services)
        self._choices: dict[str, Choice] = {}
        self.looked_at = ""
        self._entry = ""
        self._draft = Draft({})
        self.tabs = ChoiceTabs(look)
        self.title = Words("strong")
        self.rows = PagedRows(spacing=8, together=True)
        self.plan = QPushButton()
        self.plan.setCheckable(True)
        self.plan.setIconSize(QSize(22, 22))
        self.take_back = Words("note")
        self.figure = IllustrationView(look)
        self._lay_out_body()
        self.turn_by(self.rows)
        self.tabs.tapped.connect(self._look_at)
        self.plan.clicked.connect(self._on_plan)

    def show_screen(self, screen: TalkScreen, talk: Talk, draft: Draft) -> None:
        if not self.isVisible():
            # Whoever comes to the screen sees what is planned, not what was looked at last.
            self.looked_at = ""
        self._entry, self._talk, self._draft = _ENTRIES[screen.kind], talk, draft
        self.show_head(screen)
        self._choices = {choice.key: choice for choice in _choices_of(screen.kind, talk)}
        self.needs_product(not self._choices)
        if self._choices:
            self._show_choice()

    @property
    def sources(self) -> tuple[str, ...]:
        choice = self._choices.get(self.looked_at)
        return choice.sources if choice is not None else ()

    # Inside

    def _lay_out_body(self) -> None:
        self.choosing = QWidget()
        foot = row(self.plan, (self.take_back, 1), spacing=16)
        words = column(self.title, (self.rows, 1), foot, spacing=10)
        sides = row((words, 52), (self.figure, 48), spacing=40)
        column(self.tabs, (sides, 1), on=self.choosing, spacing=18)
        self.fill_body(self.choosing)

    def _show_choice(self) -> None:
        planned = self._draft.value(self._entry)
        if self.looked_at not in self._choices:
            known = isinstance(planned, str) and planned in self._choices
            self.looked_at = str(planned) if known else next(iter(self._choices))
        choice = self._choices[self.looked_at]
        self.tabs.offer({key: plain(each.name) for key, each in self._choices.items()})
        self.tabs.mark(choice.key, planned)
        is_product = self._entry == "plan.product"
        unproven = self._talk.labels["product-not-approved"]
        self.title.say(fill(unproven, product=choice.name) if is_product else choice.name)
        # The chosen tab names it already.
        self.title.setVisible(is_product or len(self._choices) == 1)
        self._show_rows(choice, self._attributes(choice.key) if is_product else {})
        self._show_plan(choice.key == planned)
        pages = self._talk.pages
        # What is not taken from the patient has no picture of its own: the product's stands there.
        instead = pages.product.illustration if pages is not None else None
        self.figure.show_illustration(choice.illustration or instead)

    def _attributes(self, key: str) -> dict[str, tuple[str, ...]]:
        """Give what is to be chosen of a product; of one that is not planned, nothing."""
        product = self.services.pack.products.get(key)
        if product is None or key != self._draft.value("plan.product"):
            return {}
        values = fitting_values(product, None)
        return {name: values[name] for name in ATTRIBUTES if has_choice(name, values[name])}

    def _show_rows(self, choice: Choice, attributes: Mapping[str, tuple[str, ...]]) -> None:
        sure: tuple[Hashable, ...] = () if choice.sure is None else (choice.sure,)
        named: list[tuple[Row, ...]] = [(row,) for row in choice.rows]
        if choice.sure is not None and choice.rows:
            # What speaks for a thing is never in view without what speaks against it.
            named = [choice.rows]
        self.rows.show_values((*choice.what, *attributes.items(), *named, *sure), self._row)
        for name, shown in zip(attributes, self.rows.of_kind(Attribute), strict=True):
            shown.chips.show_value(self._draft.value(f"plan.{name}"))
        self.tell_views()

    def _row(self, key: Hashable) -> QWidget:
        row: QWidget
        if isinstance(key, str):
            row = NamedTexts(("", key))
        elif isinstance(key, Sureness):
            row = SureBox()
            row.say(key)
        else:
            assert isinstance(key, tuple)
            said = [(each.name, each.value) for each in key if isinstance(each, Row)]
            row = NamedTexts(*said) if said else self._attribute(*key)
        return self.adopt(self.rows, row)

    def _attribute(self, name: str, values: tuple[str, ...]) -> Attribute:
        labels = self._talk.labels
        options: dict[str | None, str] = {value: labels[f"{name}-{value}"] for value in values}
        options[None] = labels["not-yet-agreed"]
        row = Attribute(self.look, labels[f"row-{name}"], options)
        row.chips.edited.connect(lambda value: self._put(f"plan.{name}", value))
        return row

    def _show_plan(self, is_planned: bool) -> None:
        self.plan.setChecked(is_planned)
        words = self.tr("This is planned") if is_planned else self.tr("Plan this")
        kind = "chip" if is_planned else "plain"
        self.plan.setText(f"{ICON_GAP}{words}" if is_planned else words)
        self.plan.setIcon(self.look.icon("check", "white") if is_planned else self.look.no_icon)
        name = plain(self._choices[self.looked_at].name)
        self.plan.setAccessibleName(self.tr("{words}: {choice}").format(words=words, choice=name))
        if self.plan.property("kind") != kind:
            self.plan.setProperty("kind", kind)
            refresh(self.plan)
        self.take_back.say(self.tr("Tap again to take it back.") if is_planned else "")

    def _look_at(self, key: str) -> None:
        self.looked_at = key
        self._show_choice()
        self.turn_to(0)

    def _on_plan(self) -> None:
        planned = self._draft.value(self._entry) == self.looked_at
        # What is planned is for the draft to say: the button shows it once it is told.
        self.plan.setChecked(planned)
        self._put(self._entry, None if planned else self.looked_at)

    def _put(self, path: str, value: object) -> None:
        """Enter a value; where it makes others unfit, all of it goes out as one change."""
        changed = plan_with(self._draft, self.services.pack.products, path, value)
        alone = Draft(self._draft.tree)
        alone.put(path, value)
        if changed.tree == alone.tree:
            self.edited.emit(path, value)
        else:
            self.edited.emit("plan", changed.value("plan"))


def _choices_of(kind: str, talk: Talk) -> Sequence[Choice]:
    if kind == "product":
        return talk.offered
    if talk.pages is None:
        return ()
    return talk.pages.samplings if kind == "sampling" else talk.pages.deliveries
