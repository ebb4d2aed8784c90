"""The short texts that the program places by key, and the values it puts into each.

A pack gives every one of them in each language. Tests hold this list against the code and the
templates, so a text that a page asks for is missed before it prints.
"""

from collections.abc import Mapping

# Printed as they stand.
_PLAIN = """
decision-given timeline-more-sessions
draft fill-in done-keeps-care day-not-noted row-sample-done cost-ask-sessions
stop-not-confirmed calendar-done-only
phase-today no-day-yet phase-open-sessions visit-day-ask visit-sample-ask
stop-unsure emergency-ask emergency-which row-sedation sedation-awake sedation-sedated
one-day-after-treatment one-day-before-treatment one-day-after-sampling one-day-before-sampling
one-day-after-consultation one-day-before-consultation
phase-undated-consultation phase-undated-sampling phase-undated-session
visit-treatment visit-sample visit-sample-done visit-call visit-check
visit-ask phase-of-sample phase-of-treatment
visit-time visit-place visit-bring visit-eat-and-drink visit-going-home
visit-time-ask visit-place-ask visit-bring-ask visit-eat-and-drink-ask visit-going-home-ask
tell-whoever-treats night-now night-morning
emergency-elsewhere nobody-answers fever fever-both
timeline-last-undated last-session
need-large-print need-screen-reader need-other-language need-easy-read need-somebody-reads-to-me
concern-no-phone concern-no-emergency-number concern-not-signed-off concern-done-without-day
concern-out-of-order concern-price-without-number
the-treatment-day the-sampling-day the-consultation-day no-date no-open-day
the-clinic the-clinics-number the-emergency-number or
decision-none-undated decision-go-ahead-undated decision-think-about-it-undated
decision-no-undated decision-stopped cannot-be-planned not-yet-agreed
row-product row-preparation row-kind row-origin row-comes-from row-sampling row-sampling-day
row-delivery row-treatment-day row-if-treatment-day row-sessions one-session row-stage row-who
row-cost cost-not-agreed
preparation-same-day preparation-grown kind-medium kind-extract kind-exosomes
origin-own origin-donor
whom-to-call clinic-phone out-of-hours emergency-number write-number note-from-consultant
before-you-decide good-to-know
column-done column-what column-why column-question
timeline-undated treatment-day reviews articles-say you-may-have-read what-trials-saw what-we-know
options-only-adults
band-usual band-same-day band-emergency
risk-common risk-uncommon risk-serious risk-unknown risk-figures
what-it-means why-doubt nobody-knows
option-what option-works option-sure option-how-long option-risks option-involves option-cost
option-approval
price-repeats price-if-it-fails consent-record what-matters your-questions not-answered
in-your-words room-to-write
about-funding about-authors about-reviewed about-version about-updates
about-evidence about-certainty about-reading sources page page-of
about-tell-us tell-us-line where-to-turn
seen-together row-pattern row-since view-front view-back view-left view-right
you-told-us told-yes told-unsure explain-again said-back-clear
results-follow what-studies-say its-wound speaks-for speaks-against
no-range no-difference no-change no-figure
source-none-alt signals-alt lines-alt
record-title record-for-file record-is record-patient record-born record-day record-went-on
record-consultant record-clinic record-product record-decision record-decision-go-ahead
record-decision-think-about-it record-decision-no record-decision-none record-questions
record-content record-program record-not-noted record-shown record-nothing-shown record-time
record-screen record-visits record-length record-day-not-noted record-later-days record-given
record-nothing-given record-paper-a4 record-paper-letter record-sha record-not-given
record-check record-check-text record-checks record-not-cleared
"""
# Sentences: terms in them are explained, and a patient's values may be put in.
SENTENCES: Mapping[str, frozenset[str]] = {
    "ask-licence": frozenset(),
    "stops-unasked": frozenset({"questions"}),
    "visit-call-first": frozenset(),
    "no-pressure-too-soon": frozenset({"decide_by"}),
    "not-consent": frozenset(),
    "no-pressure": frozenset({"decide_by"}),
    "no-pressure-undated": frozenset(),
    "change-mind": frozenset(),
    "ask-elsewhere": frozenset(),
    "no-promise": frozenset(),
    "under-18": frozenset(),
    "stop-check": frozenset({"short", "waits"}),
    "doctor-check": frozenset({"short", "waits"}),
    "red-flag": frozenset({"sign"}),
    "red-flag-care": frozenset(),
    "aftercare-custom": frozenset(),
    "not-comparable": frozenset(),
    "blank-answer": frozenset(),
    "blank-licence": frozenset(),
}
# Filled with values; those behind a ? need not be placed.
_FILLED: Mapping[str, str] = {
    "day-after-treatment": "number",
    "day-before-treatment": "number",
    "week-after-treatment": "number",
    "week-before-treatment": "number",
    "month-after-treatment": "number",
    "month-before-treatment": "number",
    "day-after-sampling": "number",
    "day-before-sampling": "number",
    "day-after-consultation": "number",
    "day-before-consultation": "number",
    "date-on": "day",
    "date-from": "day",
    "date-not-before": "day",
    "date-today": "day",
    "date-from-today": "day",
    "visit-often": "when",
    "session-without-day": "number",
    "product-none-found": "product",
    "concern-past-visit": "day",
    "concern-review-too-early": "day",
    "date-today-until": "last",
    "date-two": "first last",
    "day-after-visit": "day visit",
    "phase-before": "visit",
    "phase-day": "visit",
    "phase-week": "visit",
    "phase-later": "visit",
    "phase-of-session": "number",
    "visit-with-sample": "visit",
    "visit-done": "visit",
    "review-ask": "review",
    "review-ask-about": "when",
    "review-ask-in": "when",
    "row-session-done": "number",
    "row-cleared": "question",
    "cleared-letter": "who day",
    "cleared-spoken": "who day",
    "cleared-test": "who day",
    "told-not-confirmed": "who",
    "cost-not-agreed-for": "number",
    "phone-with-code": "number code",
    "urgent-in": "country number",
    "timeline-last": "day",
    "timeline-if-last": "day last",
    "concern-under-age": "day",
    "concern-stop-open": "subject",
    "concern-stop-not-confirmed": "subject",
    "concern-stop-cleared": "subject",
    "concern-stops-unasked": "subject",
    "concern-review-overdue": "day",
    "concern-too-soon": "day",
    "concern-already-past": "day",
    "concern-closed-day": "day",
    "concern-sample-on-another-day": "day",
    "concern-no-open-day": "subject",
    "concern-price-of-other-number": "number",
    "concern-information-need": "subject",
    "concern-other-information-need": "subject",
    "date-between": "first last",
    "date-span": "first last",
    "prepared-for": "patient",
    "prepared-for-on": "patient day",
    "prepared-for-by": "patient consultant",
    "prepared-for-by-on": "patient consultant day",
    "decision-none-dated": "?day",
    "decision-go-ahead-dated": "?day",
    "decision-think-about-it-dated": "?day",
    "product-not-approved": "product",
    "row-session": "number",
    "sessions-open": "number",
    "areas-marked": "areas",
    "emergency-in": "country",
    "timeline-dated": "day",
    "timeline-if": "day",
    "review-number": "number",
    "how-sure": "certainty",
    "told-no": "count",
    "count-of": "count people",
    "value-in-unit": "value unit",
    "value-range": "low high",
    "value-spread": "low high",
    "share-range": "low high",
    "in-100": "value",
    "sure-with-sources": "certainty numbers",
    "who-studied": "population time",
    "source-numbers": "numbers",
    "people-alt": "people count",
    "steps-alt": "steps",
    "bar-parts-alt": "parts",
    "bar-marks-alt": "marks",
    "source-yours-alt": "source",
    "source-marked-alt": "source",
    "stage-alt": "stage scale",
    "approval-checked-no-source": "day",
    "stage-studied-hardly": "stage",
    "stage-studied-not-found": "stage",
    "approval-checked": "day numbers",
    "licence-told": "licence",
    "reviewed-on": "day",
    "version-line": "version published checked due",
    "reading-line": "all_words exempted",
    "review-overdue": "day",
    "running-dated": "patient day",
    "running-if": "patient day",
    "footer": "version published due",
    "record-questions-count": "noted answered",
    "record-content-version": "content version",
    "record-program-version": "version",
    "record-shown-sum": "count length",
    "record-seconds": "seconds",
    "record-minutes": "minutes seconds",
    "record-group": "day version",
    "record-passed-by": "seconds",
    "record-more-screens": "count",
    "record-guide": "number",
    "record-guide-facts": "edition paper pages version program day time",
    "record-printed": "person day times",
    "record-saved": "person day times",
    "record-more-times": "count",
    "record-more-guides": "count",
    "record-more-checks": "count",
    "record-written": "day time zone",
}
LABELS: Mapping[str, frozenset[str]] = {
    **{key: frozenset[str]() for key in _PLAIN.split()},
    **SENTENCES,
    **{key: frozenset(names.replace("?", "").split()) for key, names in _FILLED.items()},
}
OPTIONAL: Mapping[str, frozenset[str]] = {
    key: frozenset(name[1:] for name in names.split() if name.startswith("?"))
    for key, names in _FILLED.items()
}
