from clinic_aid.content.model import ContentPack
from clinic_aid.entry.draft import Draft
from clinic_aid.entry.fitting_plan import fitting_values, has_choice, plan_with, unfitting


def test_a_donors_cells_leave_nothing_to_take(pack: ContentPack) -> None:
    fluid = pack.products["cell-free-fluid"]
    assert fitting_values(fluid, "donor")["sampling"] == ("none",)
    assert "none" not in fitting_values(fluid, "own")["sampling"]


def test_without_an_origin_every_sampling_of_the_product_fits(pack: ContentPack) -> None:
    fluid = pack.products["cell-free-fluid"]
    assert fitting_values(fluid, None)["sampling"] == fluid.samplings


def test_what_a_product_does_not_know_is_unfitting(pack: ContentPack) -> None:
    draft = Draft({"plan": {"kind": "exosomes", "sampling": "none", "delivery": "injection"}})
    fat = pack.products["own-fat-cells"]
    assert unfitting(draft, fat, None) == ("plan.kind", "plan.sampling")


def test_what_was_not_said_is_never_unfitting(pack: ContentPack) -> None:
    for product in pack.products.values():
        assert unfitting(Draft({}), product, None) == ()


def test_another_product_takes_back_what_it_does_not_know(pack: ContentPack) -> None:
    draft = Draft({"plan": {"product": "cell-free-fluid", "kind": "medium", "delivery": "topical"}})
    changed = plan_with(draft, pack.products, "plan.product", "own-fat-cells")
    assert changed.value("plan") == {"product": "own-fat-cells"}
    assert draft.text("plan.product") == "cell-free-fluid"


def test_another_origin_takes_back_the_sampling(pack: ContentPack) -> None:
    draft = Draft({"plan": {"product": "cell-free-fluid", "origin": "own", "sampling": "fat"}})
    changed = plan_with(draft, pack.products, "plan.origin", "donor")
    assert changed.value("plan") == {"product": "cell-free-fluid", "origin": "donor"}


def test_any_other_entry_takes_nothing_back(pack: ContentPack) -> None:
    draft = Draft({"plan": {"product": "own-fat-cells", "kind": "medium"}})
    changed = plan_with(draft, pack.products, "plan.delivery", "injection")
    assert changed.value("plan") == {
        "product": "own-fat-cells",
        "kind": "medium",
        "delivery": "injection",
    }


def test_a_product_taken_back_leaves_the_rest_as_it_is(pack: ContentPack) -> None:
    draft = Draft({"plan": {"product": "own-fat-cells", "delivery": "injection"}})
    changed = plan_with(draft, pack.products, "plan.product", None)
    assert changed.value("plan") == {"delivery": "injection"}


def test_one_origin_leaves_nothing_to_choose() -> None:
    assert not has_choice("origin", ("own",))
    assert has_choice("origin", ("own", "donor"))
    assert has_choice("kind", ("medium",))
    assert not has_choice("kind", ())
