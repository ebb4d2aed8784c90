from clinic_aid.desktop.draft import Draft
from clinic_aid.desktop.fitting_plan import fitting_values, has_choice, plan_with, unfitting
from clinic_aid.desktop.services import Services


def test_a_donors_cells_leave_nothing_to_take(services: Services) -> None:
    fluid = services.pack.products["cell-free-fluid"]
    assert fitting_values(fluid, "donor")["sampling"] == ("none",)
    assert "none" not in fitting_values(fluid, "own")["sampling"]


def test_without_an_origin_every_sampling_of_the_product_fits(services: Services) -> None:
    fluid = services.pack.products["cell-free-fluid"]
    assert fitting_values(fluid, None)["sampling"] == fluid.samplings


def test_what_a_product_does_not_know_is_unfitting(services: Services) -> None:
    draft = Draft({"plan": {"kind": "exosomes", "sampling": "none", "delivery": "injection"}})
    fat = services.pack.products["own-fat-cells"]
    assert unfitting(draft, fat, None) == ("plan.kind", "plan.sampling")


def test_what_was_not_said_is_never_unfitting(services: Services) -> None:
    for product in services.pack.products.values():
        assert unfitting(Draft({}), product, None) == ()


def test_another_product_takes_back_what_it_does_not_know(services: Services) -> None:
    draft = Draft({"plan": {"product": "cell-free-fluid", "kind": "medium", "delivery": "topical"}})
    changed = plan_with(draft, services.pack.products, "plan.product", "own-fat-cells")
    assert changed.value("plan") == {"product": "own-fat-cells"}
    assert draft.text("plan.product") == "cell-free-fluid"


def test_another_origin_takes_back_the_sampling(services: Services) -> None:
    draft = Draft({"plan": {"product": "cell-free-fluid", "origin": "own", "sampling": "fat"}})
    changed = plan_with(draft, services.pack.products, "plan.origin", "donor")
    assert changed.value("plan") == {"product": "cell-free-fluid", "origin": "donor"}


def test_any_other_entry_takes_nothing_back(services: Services) -> None:
    draft = Draft({"plan": {"product": "own-fat-cells", "kind": "medium"}})
    changed = plan_with(draft, services.pack.products, "plan.delivery", "injection")
    assert changed.value("plan") == {
        "product": "own-fat-cells",
        "kind": "medium",
        "delivery": "injection",
    }


def test_a_product_taken_back_leaves_the_rest_as_it_is(services: Services) -> None:
    draft = Draft({"plan": {"product": "own-fat-cells", "delivery": "injection"}})
    changed = plan_with(draft, services.pack.products, "plan.product", None)
    assert changed.value("plan") == {"delivery": "injection"}


def test_one_origin_leaves_nothing_to_choose() -> None:
    assert not has_choice("origin", ("own",))
    assert has_choice("origin", ("own", "donor"))
    assert has_choice("kind", ("medium",))
    assert not has_choice("kind", ())
