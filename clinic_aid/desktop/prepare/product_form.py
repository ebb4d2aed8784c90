"""What the clinic offers, and how it is taken, made and given."""

from collections.abc import Iterable, Mapping, Sequence

from clinic_aid.content.filling import without_terms
from clinic_aid.content.model import ContentPack, Delivery, Sampling
from clinic_aid.content.selection import sedations_for, skin_of
from clinic_aid.desktop.prepare.form_page import FormPage
from clinic_aid.desktop.prepare.product_cards import ProductCards
from clinic_aid.desktop.widgets.chips import OneChip
from clinic_aid.desktop.widgets.line_entry import LineEntry
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.fitting_plan import ATTRIBUTES, fitting_values, has_choice


class ProductForm(FormPage):
    """The product, and its attributes where the product has them."""

    def __init__(
        self, look: Look, *, pack: ContentPack, offered: Iterable[str], language: str
    ) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Product"), self.tr("Which treatment is it about?"))
        self._pack = pack
        self.cards = ProductCards(
            look,
            {
                key: (product.name, without_terms(product.comes_from))
                for key, product in pack.products.items()
            },
        )
        self.offer(offered)
        self._chips = {name: OneChip(look) for name in ATTRIBUTES}
        self.fill(
            self.field(
                "plan.product",
                self.tr("Product"),
                self.cards,
                missing=self.tr("Choose a product. The guide needs it."),
                note=self.tr("Not approved for hair loss. The guide says so on its first page."),
            ),
            *(
                self.field(f"plan.{name}", pack.labels[f"row-{name}"], chips, noted=False)
                for name, chips in self._chips.items()
            ),
        )

    def offer(self, products: Iterable[str]) -> None:
        """Offer these products; without any, all there are."""
        self.cards.offer(tuple(products) or tuple(self._pack.products))

    def show_draft(self, draft: Draft) -> None:
        product = self._pack.products.get(draft.text("plan.product") or "")
        for name, chips in self._chips.items():
            values = fitting_values(product, None)[name] if product else ()
            labels = self._pack.labels
            words: Mapping[str | None, str] = {
                value: labels[f"{name}-{value}"] for value in values
            } | {None: labels["not-yet-agreed"]}
            chips.offer(words)
            # What a file says wrongly must be seen to be put right.
            needed = has_choice(name, values) or draft.value(f"plan.{name}") not in (None, *values)
            self.fields[f"plan.{name}"].setVisible(needed)
        super().show_draft(draft)


class ProcedurePage(FormPage):
    """How a sample is taken, how the product is given, and what it costs."""

    def __init__(self, look: Look, *, pack: ContentPack, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Procedure"), self.tr("How is it done?"))
        self._pack = pack
        self._chips = {"sampling": OneChip(look), "delivery": OneChip(look)}
        sedations = {
            "awake": self.tr("Awake"),
            "sedated": self.tr("Asleep or drowsy"),
            None: self.tr("Not said"),
        }
        sedation, asks = OneChip(look, sedations), self.tr("Awake or asleep for it?")
        self.fill(
            *(
                self.field(f"plan.{name}", pack.labels[f"row-{name}"], chips)
                for name, chips in self._chips.items()
            ),
            self.field("plan.sedation", asks, sedation, noted=False),
            self.field(
                "plan.full_cost",
                self.tr("&Full cost, as agreed"),
                LineEntry(longest=250),
                note=self.tr("With samples, reviews and repeats. Empty: the clinic's own price."),
            ),
        )

    def show_draft(self, draft: Draft) -> None:
        product = self._pack.products.get(draft.text("plan.product") or "")
        named: dict[str, Mapping[str, Sampling] | Mapping[str, Delivery]] = {
            "sampling": self._pack.samplings,
            "delivery": self._pack.deliveries,
        }
        fitting = fitting_values(product, draft.text("plan.origin")) if product else {}
        for name, chips in self._chips.items():
            values = fitting.get(name, tuple(named[name]))
            first = self.tr("It depends on the product: choose that first.")
            self.fields[f"plan.{name}"].show_note("" if product else first)
            chips.offer(
                {value: named[name][value].name for value in values}
                | {None: self._pack.labels["not-yet-agreed"]}
            )
        asleep = _may_be_asleep(draft, fitting) or draft.value("plan.sedation") is not None
        self.fields["plan.sedation"].setVisible(asleep)
        super().show_draft(draft)


def _may_be_asleep(draft: Draft, fitting: Mapping[str, Sequence[str]]) -> bool:
    """Say whether anything is done for which somebody could be put to sleep."""
    if not fitting:
        return False
    sampling, delivery = (
        frozenset({chosen} if (chosen := draft.text(f"plan.{name}")) else fitting[name])
        for name in ("sampling", "delivery")
    )
    return "sedated" in sedations_for(skin_of(sampling, delivery))
