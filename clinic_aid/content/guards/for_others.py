"""Guard over the leaves for one purpose: no stop check and no warning sign is left out there."""

from collections.abc import Collection, Iterator

from clinic_aid.content.guards.subject import Finding, Path, Subject


def leaves_are_whole(subject: Subject) -> Iterator[Finding]:
    """Find what the leaves lack of the checks, signs and products, and what they name amiss."""
    pack, doctor, helper = subject.pack, subject.pack.for_doctor, subject.pack.for_helper
    stops = [key for key, check in pack.checks.items() if check.level == "stop"]
    grave = [key for key, sign in pack.signs.items() if sign.band != "usual"]
    properties = [*(f"sampling-{key}" for key in pack.samplings)]
    properties += [f"delivery-{key}" for key in pack.deliveries]
    for product in pack.products.values():
        properties += [f"preparation-{key}" for key in product.preparations]
        properties += [f"kind-{key}" for key in product.kinds]
        properties += [f"origin-{key}" for key in product.origins]
    yield from _each(("not_now",), pack.not_now, stops)
    yield from _each(("for_helper", "signs"), helper.signs, grave)
    yield from _each(("for_helper", "advice"), helper.advice, pack.emergency_advice)
    yield from _each(("for_doctor", "signs"), doctor.signs, grave)
    yield from _each(("for_doctor", "red_flags"), doctor.red_flags, pack.red_flags)
    yield from _each(("for_doctor", "products"), doctor.products, pack.products)
    for key in dict.fromkeys(properties):
        if key not in doctor.properties:
            yield ("for_doctor", "properties", key), "is missing; a plan may have it"
    for path, named, known in (
        (("for_helper", "steps"), helper.steps, pack.aftercare),
        (("for_doctor", "steps"), doctor.steps, pack.aftercare),
        (("for_doctor", "checks"), doctor.checks, pack.checks),
    ):
        for key in named:
            if key not in known:
                yield (*path, key), f"{key}: unknown"
    for key, sign in helper.signs.items():
        if key in pack.signs and len(sign.signs) != len(pack.signs[key].signs):
            yield ("for_helper", "signs", key), "must have as many points as the patient's sign"


def _each(path: Path, named: Collection[str], wanted: Collection[str]) -> Iterator[Finding]:
    for key in wanted:
        if key not in named:
            yield (*path, key), "is missing; a page prints it"
    for key in named:
        if key not in wanted:
            yield (*path, key), f"{key}: unknown"
