import shutil
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from clinic_aid.errors import ClinicAidError
from clinic_aid.handout.fonts import (
    FAMILIES,
    covered,
    font_files,
    write_font_configuration,
)

ALPHABETS = {
    "English": "abcxyz ABCXYZ 0123456789 £€$%&@#*()[]{}<>/\\|~^_+=-;:'\",.!?",
    "typography": "‘’“”–—…·•°×÷±½¼¾²³µ©®™\u00a0\u202f≥≤−",
    "Turkish": "çğıöşüÇĞİÖŞÜ",
    "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "Romanian": "ăâîșțĂÂÎȘȚ",
    "Vietnamese": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĐơƠưƯ",
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΪΫ",
    "Russian": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "Ukrainian": "ґєіїҐЄІЇ",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئؤةى٠١٢٣٤٥٦٧٨٩،؛؟",
    "Persian and Urdu": "پچژگکیںہےٹڈڑ۰۱۲۳۴۵۶۷۸۹",
    "Hebrew": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "Armenian": "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև֏",
    "Bengali": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯৳",
    "Amharic": "ሀሁሂሃሄህሆለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐቈኰጐ።፣",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ₾",
    "Punjabi": "ੳਅੲਸਹਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜਸ਼ਖ਼ਗ਼ਜ਼ਫ਼ਲ਼ਾਿੀੁੂੇੈੋੌੰਂੱ੍੦੧੨੩੪੫੬੭੮੯",
    "Tamil": "அஆஇஈஉஊஎஏஐஒஓஔஃகஙசஞடணதநபமயரலவழளறனஜஷஸஹாிீுூெேைொோௌ்",
    "Thai": "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์ํ๐๑๒๓๔๕๖๗๘๙฿",
    "Chinese": "王李张刘陈杨赵黄周吴張劉陳楊趙黃吳喆堃玥镕昇珺祎旻炘甯酆佘珮崑，。、；：？！",
    "Japanese": "佐々木髙橋渡邉山﨑齋藤濵田桒原栁沢栢粂舘渕凜翔あいうえおんがぱょっアウヴヶー〆",
    "Korean": "가각강김이박최정조윤장임한오서신권황안송류홍전고문손양배백허남심노하힝",
    "Hindi": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहक्षािीुूृेैोौंःँ्।०१२३४५६७८९",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_the_letters_of_a_language_can_be_printed(language: str, fonts: Path) -> None:
    assert set(map(ord, ALPHABETS[language])) <= covered(fonts)


def test_a_character_without_a_glyph_cannot_be_printed(fonts: Path) -> None:
    assert set(map(ord, "Maria 𒀭𒀭 😀")) - covered(fonts) == {ord("𒀭"), ord("😀")}


def test_marks_that_only_steer_the_layout_count_as_printable(fonts: Path) -> None:
    assert set(map(ord, "\u2068\u2069\u200b\u200f\n")) <= covered(fonts)


def test_control_characters_are_not_printable(fonts: Path) -> None:
    points = [point for point in covered(fonts) if unicodedata.category(chr(point)) == "Cc"]
    assert sorted(points) == [9, 10, 13]


def test_every_face_has_a_family_and_weight_of_its_own(fonts: Path) -> None:
    faces = []
    for file in font_files(fonts):
        with TTFont(file) as font:
            family = font["name"].getBestFamilyName()
            faces.append((family, font["OS/2"].usWeightClass))
    assert len(set(faces)) == len(faces)


def test_the_families_go_by_the_names_their_files_give(fonts: Path) -> None:
    for family, names in FAMILIES.items():
        for name in names:
            with TTFont(fonts / name) as font:
                assert font["name"].getBestFamilyName() == family


@pytest.mark.parametrize(
    ("names", "most"),
    [
        ("Armenian Bengali Ethiopic Georgian Gurmukhi Tamil Thai", 1_500_000),
        ("SC KR", 4_000_000),
    ],
)
def test_the_fonts_that_were_cut_stay_small(names: str, most: int, fonts: Path) -> None:
    files = [fonts / file for name in names.split() for file in FAMILIES[f"Noto Sans {name}"]]
    assert sum(file.stat().st_size for file in files) <= most


def test_no_font_is_variable(fonts: Path) -> None:
    for file in font_files(fonts):
        with TTFont(file) as font:
            assert "fvar" not in font


def test_no_font_lies_in_the_folder_unlisted(fonts: Path) -> None:
    assert set(fonts.glob("*.[to]t[fc]*")) == set(font_files(fonts))


def test_every_family_comes_with_its_licence(fonts: Path) -> None:
    for names in FAMILIES.values():
        family = names[0].split("-")[0]
        licence = (fonts / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.fault(37)
def test_a_missing_face_is_named_before_anything_is_drawn(fonts: Path, tmp_path: Path) -> None:
    broken = tmp_path / "fonts"
    shutil.copytree(fonts, broken)
    (broken / "NotoSans-Bold.ttf").unlink()
    with pytest.raises(ClinicAidError, match=r"NotoSans-Bold\.ttf.*Install"):
        write_font_configuration(broken, tmp_path)


@pytest.mark.fault(37)
def test_the_configuration_knows_the_shipped_folder_alone(fonts: Path, tmp_path: Path) -> None:
    text = write_font_configuration(fonts, tmp_path).read_text(encoding="utf-8")
    assert text.count("<dir>") == 1
    assert f"<dir>{fonts.resolve()}</dir>" in text
    assert "<include" not in text
