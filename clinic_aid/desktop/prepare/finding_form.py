"""What was seen: stage and areas."""

from clinic_aid.content.filling import capitalised, without_terms
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.prepare.form_page import FormPage
from clinic_aid.desktop.widgets.chips import ManyChips, OneChip
from clinic_aid.desktop.widgets.field import Field
from clinic_aid.desktop.widgets.style import Look
from clinic_aid.entry.draft import Draft


class FindingForm(FormPage):
    """A scale with its stages, and the areas of the scalp."""

    def __init__(self, look: Look, *, pack: ContentPack, language: str) -> None:
        super().__init__(look, language=language)
        self.set_words(self.tr("Hair"), self.tr("Where is it thinning?"))
        self._pack = pack
        areas = ManyChips(look, pack.areas)
        self._scale = OneChip(look, {key: scale.name for key, scale in pack.scales.items()})
        # The file holds the stage alone; which scale lies open is a matter of this page.
        self._scale_field = Field(look, self.tr("Scale"), self._scale)
        self._stage = OneChip(look)
        self.fill(
            self.field("finding.areas", self.tr("Areas"), areas, noted=False),
            self._scale_field,
            self.field("finding.stage", self.tr("Stage"), self._stage),
        )
        self._scale.edited.connect(self._on_scale)
        self._open_scale = next(iter(pack.scales))
        self._shown_stage: str | None = None

    def show_draft(self, draft: Draft) -> None:
        self._shown_stage = draft.text("finding.stage")
        for key, scale in self._pack.scales.items():
            if self._shown_stage in scale.stages:
                self._open_scale = key
        self._offer_stages()
        super().show_draft(draft)

    def _on_scale(self, key: object) -> None:
        self._open_scale = str(key)
        self._offer_stages()
        stages = self._pack.scales[self._open_scale].stages
        if self._shown_stage is not None and self._shown_stage not in stages:
            # A stage belongs to its scale: with another scale it is not agreed any more.
            self._stage.edited.emit(None)
        self.fields["finding.stage"].show_value(None)

    def _offer_stages(self) -> None:
        scale = self._pack.scales[self._open_scale]
        self._scale.show_value(self._open_scale)
        first = scale.name.split()[0]
        self._scale_field.show_note(without_terms(scale.used_for))
        chosen = scale.stages.get(self._shown_stage or "")
        self.fields["finding.stage"].show_note(
            without_terms(chosen.description if chosen else scale.caution)
        )
        self._stage.offer(
            {
                key: capitalised(stage.name.removeprefix(first).lstrip(" ,"))
                for key, stage in scale.stages.items()
            }
            | {None: self.tr("Not said")}
        )
