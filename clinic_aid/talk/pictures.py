"""Draw what the screens show, with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clinic_aid.content.filling import fill
from clinic_aid.content.model import Product, Scale, Stage, Topic
from clinic_aid.figures.drawing import Figure, Illustrator
from clinic_aid.handout.pictures import described, source_marked, steps_shown
from clinic_aid.handout.situation import Situation
from clinic_aid.talk.model import Illustration

_SIGNALS = "step-signals"
_DAY_FIGURES = ("day-strip", "day-grid")
_SAMPLE_STEPS = 6
_GIVE = "give"
_ANY_DAY = ("check-photos", "numb", "prepare", _GIVE, "home")


class Pictures:
    """Draws figures as they fit this patient's case; a product still open fits every picture."""

    def __init__(
        self,
        situation: Situation,
        illustrator: Illustrator,
        *,
        chosen: bool,
        mirrored: bool = False,
    ) -> None:
        self._situation = situation
        self._illustrator = illustrator
        self._chosen = chosen
        self._mirrored = mirrored

    def of_topic(self, topic: Topic) -> Illustration | None:
        """Give the figure of an explanation screen, with the topic's own caption if it has one."""
        if topic.figure is None:
            return None
        values = {**self._values(topic.figure), **topic.figure_values}
        drawn = self.of(topic.figure, values)
        if topic.figure == "people":
            count, total = topic.figure_values.get("filled", 0), topic.figure_values["total"]
            drawn = replace(drawn, alt=self._alt_of_people(count=count, total=total))
        if topic.figure_caption is not None:
            drawn = replace(drawn, caption=topic.figure_caption)
        return drawn

    def of(
        self, name: str, values: Mapping[str, object] | None = None, *, caption: bool = True
    ) -> Illustration:
        """Give a figure by its name, with the pack's words for it."""
        texts = self._situation.pack.figures[name]
        figure = self._illustrator.draw(name, **(values or {}))
        return Illustration(
            figure=figure,
            words=texts.labels,
            alt=self._alt(name, figure),
            caption=texts.caption if caption else None,
        )

    def source_of(self, product: Product) -> Illustration:
        """Give the sources of all products with that of one marked."""
        pack = self._situation.pack
        alt = source_marked(product.source, pack)
        return replace(self.of("sources", {"highlight": product.source}), alt=alt)

    def stage(self, name: str, *, stage: Stage, scale: Scale) -> Illustration:
        """Give the picture of a stage, whose name and description stand beside it."""
        pack = self._situation.pack
        told = fill(pack.labels["stage-alt"], stage=stage.name, scale=scale.name)
        return replace(
            self.of("stage", {"stage": name}, caption=False), alt=described("stage", pack, told)
        )

    def people(self, *, count: int, total: int) -> Illustration:
        """Give one small figure for each person studied, those counted filled in."""
        figure = self._illustrator.draw(
            "people", total=total, filled=count, columns=_columns(total)
        )
        alt = self._alt_of_people(count=count, total=total)
        caption = self._situation.pack.figures["people"].caption
        return Illustration(figure=figure, words={}, alt=alt, caption=caption)

    def _alt(self, name: str, figure: Figure) -> str:
        """Give the alternative text of a figure with what is drawn in it this time."""
        pack = self._situation.pack
        if name in _DAY_FIGURES:
            steps = (step.removeprefix("step-") for step in figure.steps)
            return steps_shown(name, steps, pack)
        shown = {
            "follicle-states": pack.labels["signals-alt"] if _SIGNALS in figure.steps else "",
            "sources": pack.labels["source-none-alt"],
        }.get(name)
        return described(name, pack, shown) if shown else described(name, pack)

    def _alt_of_people(self, *, count: int, total: int) -> str:
        label = self._situation.pack.labels["people-alt"]
        return fill(label, count=str(count), people=str(total))

    def _values(self, name: str) -> dict[str, object]:
        """Give what a figure shows of this case; a figure shows all there is without."""
        if name == "options-grid":
            return {"options": nothing_first(self._situation)}
        if name in _DAY_FIGURES:
            return {"steps": self._day_steps(), "mirrored": self._mirrored}
        return self._values_of_product(name) if self._chosen else {}

    def _values_of_product(self, name: str) -> dict[str, object]:
        case = self._situation.selection.case
        product = self._situation.pack.products[self._situation.consultation.plan.product]
        if name == "preparing" and product.source == "fluid":
            return {}
        values: dict[str, dict[str, object]] = {
            "preparing": {"sample": product.source},
            "risk-places": {"samples": sorted(case.possible["sampling"])},
        }
        return values.get(name, {})

    def _day_steps(self) -> list[str]:
        """Give the steps that are sure; how it is given may be open, that it is given is not."""
        selection = self._situation.selection
        steps = selection.of(self._situation.pack.day_steps).values()
        sure = [s.pictogram for s in steps if s.when.condition.surely_holds(selection.case)]
        shown = list(dict.fromkeys(sure)) if self._chosen else []
        if not any(name.startswith(_GIVE) for name in shown) and "home" in shown:
            shown.insert(shown.index("home"), _GIVE)
        return shown if 3 < len(shown) <= _SAMPLE_STEPS else list(_ANY_DAY)


def nothing_first(situation: Situation) -> list[str]:
    """Give the options in the order in which they are shown."""
    options = situation.selection.of(situation.pack.options)
    order: Sequence[str] = ("nothing", "this", "other")
    return sorted(options, key=lambda key: order.index(options[key].role))


def _columns(total: int) -> int:
    """Give how many stand in a row: about twice as wide as high, in tens where there are many."""
    return 20 if total > 60 else 10 if total > 20 else max(1, min(total, 10))
