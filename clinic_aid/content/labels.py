"""The short texts that the program places by key, and the values it puts into each.

A pack gives every one of them in each language. Tests hold this list against the code and the
templates, so a text that a page asks for is missed before it prints.
"""

from collections.abc import Mapping

# Printed as they stand.
_PLAIN = """
part-fridge part-plan part-facts part-not-now part-gp part-helper
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
visit-place visit-bring visit-eat-and-drink visit-going-home
visit-time-ask visit-place-ask visit-bring-ask visit-eat-and-drink-ask visit-going-home-ask
tell-whoever-treats night-now night-morning
emergency-elsewhere nobody-answers fever fever-both
timeline-last-undated last-session
need-large-print need-screen-reader need-other-language need-easy-read need-somebody-reads-to-me
not-now-lead not-now-too-young not-now-first not-now-see-title not-now-note-title
not-now-young-title not-now-settle-title not-now-back-title not-now-no-title not-now-no
not-now-change not-now-tell-title not-now-ask-again-title not-now-take-time-title
not-now-done not-now-done-ask not-now-can not-now-else not-now-fine not-now-ask-first
not-now-soon-title not-now-noticed not-now-know not-now-low-title
not-now-signs-scalp not-now-signs-hair-or-body
doctor-no-country doctor-no-licence doctor-planned doctor-if doctor-given doctor-stopped
doctor-declined doctor-row-finding doctor-row-noticed doctor-row-product
doctor-row-sample doctor-row-given doctor-row-sessions doctor-row-by doctor-row-waits
doctor-medicines doctor-count doctor-always doctor-tell
doctor-emergency-unknown doctor-same-day doctor-questions doctor-sign
helper-later helper-nobody helper-night-now helper-night-morning helper-tell helper-visits
helper-days helper-custom helper-sample helper-session helper-no-day helper-home
concern-no-phone concern-no-emergency-number concern-name-by-hand concern-not-signed-off
concern-done-without-day
concern-out-of-order concern-price-without-number concern-smaller-edition
the-treatment-day the-sampling-day the-consultation-day no-date no-open-day
the-clinic the-clinics-number the-emergency-number or
decision-none-undated decision-go-ahead-undated decision-think-about-it-undated
decision-no-undated decision-stopped cannot-be-planned not-yet-agreed
row-product row-preparation row-kind row-origin row-comes-from row-sampling row-sampling-day
row-delivery row-treatment-day row-sessions one-session row-stage row-who
row-cost cost-not-agreed
preparation-same-day preparation-grown kind-medium kind-extract kind-exosomes
origin-own origin-donor
whom-to-call clinic-phone out-of-hours emergency-number write-number note-from-consultant
good-to-know
column-done column-what column-why column-question
timeline-undated treatment-day reviews articles-say you-may-have-read what-trials-saw what-we-know
options-only-adults
band-usual band-same-day band-emergency
risk-common risk-uncommon risk-serious risk-unknown risk-figures
what-it-means why-doubt nobody-knows
option-what option-works option-sure option-how-long option-risks option-involves option-cost
option-approval
deciding-title deciding-open deciding-given deciding-off short-title short-harm
makers-title leaves-out
choices-wrong choices-part choices-part-and-cost choices-caution choices-sure choices-no-number
studies-more
risk-passes risk-lasts answers-open answers-treatment answers-trouble answers-terms
worksheet-matters worksheet-little worksheet-some worksheet-much
worksheet-step worksheet-whom worksheet-when worksheet-first-step worksheet-first-whom
worksheet-first-when worksheet-tick worksheet-named worksheet-body worksheet-known worksheet-means
worksheet-fits worksheet-ask worksheet-decide
worksheet-none worksheet-this worksheet-other worksheet-wait
price-repeats price-if-it-fails what-matters your-questions not-answered
in-your-words room-to-write
to-settle visits visits-if time-not-set take-your-time
where-to-find find-timeline find-words find-choices on-page see-below
above-follow above-decide above-call deed-list deed-settle deed-call
may-harm
calendar-count later-intro later-rule later-new later-new-days
phase-later-sessions phase-sessions later-before later-until later-again later-ask
tick-done course-sample course-sessions course-treatment course-to-scale course-undated
course-to-do review-ask empty-back
about-funding about-authors about-reviewed about-version about-updates
about-evidence about-clear about-reading sources page page-of
fridge-intro fridge-emergency fridge-call fridge-by-day fridge-closed
fridge-morning fridge-usual fridge-better fridge-tell fridge-calendar fridge-not-yet fridge-again
fridge-do fridge-visit fridge-calls fridge-check fridge-review fridge-always fridge-longer
fridge-why fridge-reasons fridge-ask fridge-new-page
fridge-nobody fridge-the-day fridge-counted fridge-no-reply
about-tell-us tell-us-line where-to-turn
seen-together row-pattern row-since view-front view-back view-left view-right
you-told-us told-yes told-unsure explain-again said-back-clear
results-follow what-studies-say its-wound speaks-for speaks-against
no-range no-difference no-change no-figure
source-none-alt signals-alt lines-alt
record-title record-for-file record-is record-patient record-code record-born record-day
record-went-on
record-consultant record-clinic record-product record-decision record-decision-go-ahead
record-decision-think-about-it record-decision-no record-decision-none record-questions
record-content record-program record-not-noted record-shown record-nothing-shown record-time
record-screen record-visits record-length record-day-not-noted record-later-days record-given
record-nothing-given record-whole-guide record-edition-standard record-edition-compact
record-edition-large-print record-paper-a4 record-paper-letter record-sha record-not-given
record-notes record-check record-check-text record-checks record-not-cleared
"""
# Sentences: terms in them are explained, and a patient's values may be put in.
SENTENCES: Mapping[str, frozenset[str]] = {
    "ask-licence": frozenset(),
    "stops-unasked": frozenset(),
    "stops-unasked-then": frozenset(),
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
    "not-now-told-yes": frozenset({"clause"}),
    "not-now-told-unsure": frozenset({"clause"}),
    "not-now-see": frozenset(),
    "not-now-note": frozenset(),
    "not-now-young": frozenset(),
    "not-now-back": frozenset(),
    "not-now-no-why": frozenset(),
    "not-now-tell": frozenset(),
    "not-now-ask-again": frozenset(),
    "not-now-take-time": frozenset(),
    "not-now-fine-nothing": frozenset(),
    "not-now-fine-cover": frozenset(),
    "not-now-fine-cause": frozenset(),
    "not-now-soon": frozenset(),
    "not-now-low": frozenset(),
}
# Filled with the values that stand first; those behind a ? need not be placed.
_FILLED: Mapping[str, str] = {
    "number": """
        day-after-treatment day-before-treatment week-after-treatment week-before-treatment
        month-after-treatment month-before-treatment day-after-sampling day-before-sampling
        day-after-consultation day-before-consultation session-without-day phase-of-session
        fridge-day-before fridge-day-after
        row-session-done cost-not-agreed-for concern-price-of-other-number row-session
        sessions-open review-number record-guide link-call
        doctor-on doctor-sessions-open doctor-closed doctor-undated
    """,
    "day": """
        later-from later-to
        date-on date-from date-not-before date-today date-from-today concern-past-visit
        concern-review-too-early timeline-last concern-under-age concern-review-overdue
        concern-too-soon concern-already-past concern-closed-day concern-sample-on-another-day
        doctor-tell-before
        timeline-dated timeline-if approval-checked-no-source reviewed-on review-overdue
    """,
    "options": "not-now-choices",
    "part": "may-harm-facts not-now-show not-now-in-facts",
    "questions": "not-now-unasked",
    "glance plan": "not-now-done-care",
    "name": "fridge-title helper-title helper-lead helper-if helper-home-ask",
    "name agreed": "helper-home-agreed",
    "since": "doctor-since",
    "question who": "doctor-clears",
    "what": "doctor-done fridge-had",
    "conditions": "doctor-tell-what",
    "numbers": "source-numbers doctor-emergency",
    "code": "fridge-staff",
    "code day": "fridge-staff-on",
    "what day": "fridge-had-on fridge-until fridge-from",
    "things": "fridge-no-things fridge-things-again",
    "time": "fridge-visit-at",
    "when": "visit-often",
    "product": "product-not-approved",
    "last": "date-today-until date-today-to",
    "first last": "date-two date-between date-span doctor-two doctor-between",
    "day visit": "day-after-visit",
    "visit": "phase-before phase-after visit-with-sample visit-done",
    "visit time": "visit-at",
    "visits": "later-same",
    "visit day": "later-head",
    "question": "row-cleared",
    "who day": "cleared-letter cleared-spoken cleared-test",
    "who": "told-not-confirmed",
    "number code": "phone-with-code",
    "country number": "urgent-in",
    "day last": "timeline-if-last",
    "subject": """
        concern-stop-open concern-stop-not-confirmed concern-stop-cleared concern-stops-unasked
        concern-no-open-day concern-information-need concern-other-information-need
        concern-text-by-hand concern-emoji-left-out
    """,
    "patient": "prepared-for doctor-lead",
    "patient day": "prepared-for-on doctor-lead-born",
    "patient consultant": "prepared-for-by",
    "patient consultant day": "prepared-for-by-on",
    "?day": "decision-none-dated decision-go-ahead-dated decision-think-about-it-dated",
    "areas": "areas-marked",
    "country": "emergency-in doctor-not-approved doctor-none-found fridge-no-reply-in",
    "address": "link-write link-open",
    "certainty": "how-sure how-sure-study",
    "option": "choices-counted",
    "count": """
        people-with people-without risk-people told-no record-more-screens record-more-times
        record-more-guides record-more-checks record-more-notes
    """,
    "count people": "count-of",
    "value unit": "value-in-unit",
    "low high": "value-range value-spread share-range",
    "value": "in-100",
    "certainty numbers": "sure-with-sources",
    "population time": "who-studied",
    "people count": "people-alt",
    "steps": "steps-alt",
    "parts": "bar-parts-alt",
    "marks": "bar-marks-alt",
    "source": "source-marked-alt",
    "stage scale": "stage-alt",
    "stage meaning": "stage-means",
    "who meaning": "who-means",
    "stage": "stage-studied-hardly stage-studied-not-found",
    "day numbers": "approval-checked",
    "licence": "licence-told",
    "version published checked due": "version-line",
    "all_words exempted": "reading-line",
    "understand act clear decide choose": "clear-line",
    "version published due": "footer",
    "noted answered": "record-questions-count",
    "content version": "record-content-version",
    "version": "record-program-version",
    "count length": "record-shown-sum",
    "seconds": "record-seconds record-passed-by",
    "minutes seconds": "record-minutes",
    "day version": "record-group",
    "parts edition paper pages version program day time": "record-guide-facts",
    "person day times": "record-printed record-saved record-taken-back",
    "person pages of day times": "record-sent",
    "person day time": "record-note-by",
    "day time zone": "record-written",
}
_VALUES: Mapping[str, list[str]] = {
    key: names.split() for names, keys in _FILLED.items() for key in keys.split()
}
LABELS: Mapping[str, frozenset[str]] = {
    **{key: frozenset[str]() for key in _PLAIN.split()},
    **SENTENCES,
    **{key: frozenset(name.removeprefix("?") for name in names) for key, names in _VALUES.items()},
}
OPTIONAL: Mapping[str, frozenset[str]] = {
    key: frozenset(name[1:] for name in names if name.startswith("?"))
    for key, names in _VALUES.items()
}
