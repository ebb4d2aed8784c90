"""Syllables of English words, counted by rule.

Vowel groups are counted, silent ones taken away, and groups that are spoken as two
vowels counted twice. Where British and American speech differ, British is counted.
"""

import re
import unicodedata
from functools import lru_cache

_GROUP = re.compile(r"[aeiouy]+")

# Words that no rule of fair size gets right; endings -s, -'s are looked up without them.
_IRREGULAR = {
    word: count
    for count, words in {
        1: "ache friend real",
        2: """
            acne argue business client colleague every evening headache lion maybe naked people
            really science soldier toward wednesday wicked
        """,
        3: """
            element everyday everyone everything everywhere heroine medicine parliament recipe
            theatre
        """,
        4: "apostrophe",
    }.items()
    for word in words.split()
}

# First parts of compounds whose e stays silent: some-thing, life-time.
_COMPOUND = re.compile(
    r"^((?:some|life|time|base|side|home|there|where|guide|care|wide|white|else|house|nose|wave"
    r"|note|take|safe|hide|fore)(?=(?:[bcdfghjklmnpqtvw][a-z]{2,}|right)))"
)
# A silent e before an ending that begins with a consonant: care-ful, move-ment, plate-let.
_BEFORE_ENDING = re.compile(
    r"(?<=[aeiouy])((?:[^aeiouy]|dg|ng|nc|rg|rs|ns|ss|th|ch|lv|rv)?)"
    r"(?<=[^aeiouy])e(?=(?:ful|less|ly|ment|ness|some|let)(?:ly|ness|s)?$|ty$)"
)
_SILENT = (
    r"(?<=[^aeiouy])e$",
    r"[gq]ue$",
    r"(?<=[^aeiouytd])ed$",
    r"(?<![szxcg])(?<![szcg]h)(?<=[^aeiouy])es$",
)
# But these endings keep their e: ta-ble, fol-li-cles.
_SPOKEN = (
    r"[^aeiouylr]les?$",
    r"[^aeiouy]res?$",
    r"betes$",
    r"[dtc]red$",
    r"[^aeiouy]led$(?<!lled)(?<!rled)",
)

_TWICE = (
    # i before another vowel
    r"(?<![ctg])ia(?!n$|ns$|r$|rs$|ge)",
    r"(?<=[rdnbvmp])ians?$",
    r"(?<=[ct])ia(?=t[eio])",
    r"(?<![tscgxnlhi])io(?=n)",
    r"(?<![tscgxnlh])io(?!n|us)",
    r"(?<=[tscgxnlh])io$",
    r"(?<=[rvbdpnl])ious",
    r"(?<=[^aeiouyctsx])ie(?=nc|nt|t[eyi]?)(?<!fie)",
    r"[aeiouy][^aeiouy]+ie(?:rs?|st)$",
    r"(?<=c)iety$",
    r"iu",
    r"ii",
    r"(?<=[a-z])[^aeiouy]y(?=i)",
    # e before another vowel
    r"(?<=[aeiouy][^aeiouy])eas?$",
    r"^area(?=[a-rt-z])",
    r"(?<=[^aeiouy])reat(?=[eio])(?<!treat)(?<!great)(?<!threat)(?!en)(?!ure)",
    r"ideal",
    r"^re(?=a(?:ct|ss|pp|rr)|i[nm]|o|us)",
    r"eo(?!u|n|ple|rge)",
    r"neon",
    r"(?<=[^cg])eou",
    r"e(?:um|us)s?$",
    r"eing$",
    # u before another vowel
    r"(?<![gq])ua(?!de)",
    r"(?<![gq])uid",
    r"(?<![gq])ue(?=nc|nt|l$)",
    r"(?<![gq])uing$",
    r"uous",
    # o and a before another vowel
    r"oi(?=ng)",
    r"oic$",
    r"oe(?=[mt])",
    r"^co(?=op|or|in[^s]|ex)",
    r"co(?=ag)",
    r"^auto(?=[aeiou])",
    r"ao",
    r"aic$",
    # y spoken as a vowel of its own
    r"(?<=[^aeiouy])y(?=a(?!$))",
    r"bryo",
    # a last consonant that carries a syllable
    r"[sth]ms?$(?<=[aeiouy][sth]m)|[sth]ms$(?<=[aeiouy][sth]ms)|thms?$",
)
_SILENT_RULES = tuple(map(re.compile, _SILENT))
_SPOKEN_RULES = tuple(map(re.compile, _SPOKEN))
_TWICE_RULES = tuple(map(re.compile, _TWICE))
# y between vowels is a consonant (lay-er), and so is u after q.
_GLIDE = re.compile(r"(?<=[aeou])y(?=[aeiou])|(?<=^)y(?=[aeiou])")


@lru_cache(maxsize=8192)
def count_syllables(word: str) -> int:
    """How many syllables an English word has; at least one."""
    if (
        word.isupper()
        and word.isalpha()
        and (len(word) in (2, 3) or not _GROUP.search(word.lower()))
    ):
        return sum(3 if letter == "W" else 1 for letter in word)  # spelt out: HIV, UK
    plain = _letters(word)
    for form in (plain, plain.removesuffix("s")):
        if form in _IRREGULAR:
            return _IRREGULAR[form]
    stem = _COMPOUND.sub(lambda match: match[0].removesuffix("e"), plain)
    stem = _BEFORE_ENDING.sub(r"\1", stem)
    stem = _GLIDE.sub("j", stem).replace("qu", "kw")
    count = len(_GROUP.findall(stem))
    if not any(rule.search(stem) for rule in _SPOKEN_RULES):
        count -= any(rule.search(stem) for rule in _SILENT_RULES)
    count += sum(len(rule.findall(stem)) for rule in _TWICE_RULES)
    return max(count, 1)


def _letters(word: str) -> str:
    """The word in small letters a to z, without accents and other signs."""
    spoken = re.sub("['’]s$", "", word.lower()).replace("é", "ey")  # ca-fé: never silent
    decomposed = unicodedata.normalize("NFKD", spoken)
    return "".join(letter for letter in decomposed if "a" <= letter <= "z")
