import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_desktop.classification import Entry, Result
from resnet_desktop.classification.sidecars import plan_keywords, write_sidecar, write_sidecars
from resnet_desktop.classification.sorting import (
    KeywordOptions,
    SortingError,
    SortingOptions,
    carry_out,
    plan_sorting,
    undo,
    undoable,
)
from resnet_desktop.classification.sorting.choosing import NOT_CLASSIFIED, UNSURE
from resnet_desktop.classification.sorting.errors import CHANGED
from resnet_desktop.classification.sorting.keywords import keywords_in, with_keyword
from resnet_desktop.classification.sorting.xml_text import XmlError
from resnet_desktop.jobs import Control
from tests.helpers.trees import seen, tree_of, write

DIGIKAM = KeywordOptions()
LIGHTROOM = KeywordOptions(name="photo.xmp")

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LISTS = {
    "subject": ("{http://purl.org/dc/elements/1.1/}subject", "Bag"),
    "hierarchy": ("{http://ns.adobe.com/lightroom/1.0/}hierarchicalSubject", "Bag"),
    "tags": ("{http://www.digikam.org/ns/1.0/}TagsList", "Seq"),
}

# As Lightroom writes it: attributes, several namespaces, a comment, a processing instruction on both sides.
FROM_LIGHTROOM = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
   xmp:Rating="3"
   crs:Exposure2012='+0.35'
   crs:Note="a > b">
   <!-- a comment & no entity -->
   <dc:subject>
    <rdf:Bag>
     <rdf:li>beach</rdf:li>
     <rdf:li>cat</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Places|beach</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""

# Lists as darktable makes them (rdf:Seq for all), an element without content, and a prefix that nobody expects.
FROM_DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <r:Description r:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"/>
  <r:Description r:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><r:Seq/></dc:subject></r:Description>
 </r:RDF>
</x:xmpmeta>"""


def lists(sidecar: bytes) -> dict[str, list[str | None]]:
    """Read a sidecar with another parser than the program's."""
    root = ET.fromstring(sidecar)
    found: dict[str, list[str | None]] = {}
    for name, (tag, _) in LISTS.items():
        found[name] = [item.text for each in root.iter(tag) for item in each.iter(f"{RDF}li")]
    return found


def test_a_new_sidecar_has_the_lists_that_digikam_and_lightroom_read() -> None:
    sidecar = with_keyword(None, "tabby cat", DIGIKAM)
    assert lists(sidecar) == {
        "subject": ["tabby cat"],
        "hierarchy": ["ResNet Desktop|tabby cat"],
        "tags": ["ResNet Desktop/tabby cat"],
    }
    root = ET.fromstring(sidecar)
    assert root.tag == "{adobe:ns:meta/}xmpmeta"
    for tag, container in LISTS.values():
        (found,) = root.iter(tag)
        assert [child.tag for child in found] == [RDF + container]
    assert sidecar.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode())
    assert sidecar.rstrip().endswith(b'<?xpacket end="w"?>')


def test_what_lightroom_wrote_stays_byte_for_byte() -> None:
    old = FROM_LIGHTROOM.encode()
    new = with_keyword(old, "dog", LIGHTROOM)
    assert lists(new) == {
        "subject": ["beach", "cat", "dog"],
        "hierarchy": ["Places|beach", "ResNet Desktop|dog"],
        "tags": ["Places/beach", "ResNet Desktop/dog"],
    }
    rest = iter(new.splitlines(keepends=True))
    assert all(line in rest for line in old.splitlines(keepends=True)), "every old line is there, in the old order"


def test_lists_of_another_kind_keep_their_kind_and_their_prefix() -> None:
    new = with_keyword(FROM_DARKTABLE.encode(), "dog", DIGIKAM)
    assert lists(new) == {"subject": ["dog"], "hierarchy": ["ResNet Desktop|dog"], "tags": ["ResNet Desktop/dog"]}
    assert b"<r:li>dog</r:li>" in new
    assert b"rdf:" not in new
    root = ET.fromstring(new)
    assert [child.tag for child in next(root.iter(LISTS["subject"][0]))] == [RDF + "Seq"]
    assert root.find(f".//{RDF}Description[@{{http://darktable.sf.net/}}xmp_version='5']") is not None


def test_another_label_takes_the_place_of_ours_and_of_nothing_else() -> None:
    old = FROM_LIGHTROOM.encode()
    sidecar = with_keyword(with_keyword(with_keyword(old, "cat", LIGHTROOM), "dog", LIGHTROOM), "cow", LIGHTROOM)
    assert lists(sidecar) == {
        "subject": ["beach", "cat", "cow"],
        "hierarchy": ["Places|beach", "ResNet Desktop|cow"],
        "tags": ["Places/beach", "ResNet Desktop/cow"],
    }, "the cat was a person's keyword before it was ours"


def test_a_keyword_that_a_person_took_over_stays() -> None:
    sidecar = with_keyword(None, "cat", DIGIKAM).replace(
        b"<rdf:li>ResNet Desktop|cat", b"<rdf:li>Animals|cat</rdf:li><rdf:li>ResNet Desktop|cat"
    )
    assert lists(with_keyword(sidecar, "dog", DIGIKAM))["subject"] == ["cat", "dog"]


def test_the_same_label_changes_nothing() -> None:
    sidecar = with_keyword(FROM_DARKTABLE.encode(), "dog", DIGIKAM)
    assert with_keyword(sidecar, "dog", DIGIKAM) is sidecar


def test_digikam_goes_on_showing_what_it_showed() -> None:
    """It reads its own list only, once there is one."""
    sidecar = with_keyword(FROM_LIGHTROOM.encode(), "dog", DIGIKAM)
    assert lists(sidecar)["tags"] == ["Places/beach", "ResNet Desktop/dog"]
    flat = FROM_DARKTABLE.replace("<r:Seq/>", "<r:Bag><r:li>beach</r:li></r:Bag>").encode()
    assert lists(with_keyword(flat, "dog", DIGIKAM))["tags"] == ["beach", "ResNet Desktop/dog"]


def test_signs_that_separate_levels_are_replaced_in_labels_and_make_levels_in_the_root() -> None:
    sidecar = with_keyword(None, "and/or | <&>\n", KeywordOptions(root="AI|ResNet"))
    assert lists(sidecar) == {
        "subject": ["and-or - <&>"],
        "hierarchy": ["AI|ResNet|and-or - <&>"],
        "tags": ["AI/ResNet/and-or - <&>"],
    }


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_label_can_be_read_back_and_replaced(first: str, second: str) -> None:
    sidecar = with_keyword(with_keyword(None, first, DIGIKAM), second, DIGIKAM)
    found = lists(sidecar)
    assert [len(items) for items in found.values()] == [1, 1, 1]
    subject, hierarchy = keywords_in(sidecar)
    assert found["subject"] == list(subject)
    assert hierarchy == (f"ResNet Desktop|{subject[0]}",)


@pytest.mark.parametrize(
    ("sidecar", "why"),
    [
        (b"", "no XML"),
        (b"\xff\xfe<\x00x\x00", "no XML"),
        (FROM_LIGHTROOM.replace("</rdf:RDF>", "").encode(), "no XML"),
        (b"<html><body/></html>", "no XMP"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "document type"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "document type"),
        (b"<x>" * 1000 + b"</x>" * 1000, "nested too deeply"),
        (FROM_DARKTABLE.replace("<r:Seq/>", "beach").encode(), "subject is no list"),
        (FROM_DARKTABLE.replace('/1.1/">', '/1.1/" dc:subject="x">').encode(), "subject is no list"),
        (bytes(17_000_000), "too large"),
    ],
)
def test_what_cannot_be_understood_is_refused(sidecar: bytes, why: str) -> None:
    with pytest.raises(XmlError, match=why):
        with_keyword(sidecar, "dog", DIGIKAM)


def test_the_name_is_a_choice(tmp_path: Path) -> None:
    picture = write(tmp_path / "rex.jpg")
    write_sidecar(seen(picture, "dog"), DIGIKAM)
    write_sidecar(seen(picture, "dog"), LIGHTROOM)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rex.jpg", "rex.jpg.xmp", "rex.xmp"]
    assert lists((tmp_path / "rex.xmp").read_bytes()) == lists((tmp_path / "rex.jpg.xmp").read_bytes())


def test_a_sidecar_in_capitals_is_found(tmp_path: Path) -> None:
    old = write(tmp_path / "REX.XMP", FROM_DARKTABLE)
    write_sidecar(seen(write(tmp_path / "REX.JPG"), "dog"), LIGHTROOM)
    assert lists(old.read_bytes())["subject"] == ["dog"]
    assert len(list(tmp_path.iterdir())) == 2


def test_undoing_restores_the_old_sidecars_exactly_and_removes_new_ones(tmp_path: Path) -> None:
    old = write(tmp_path / "rex.jpg.xmp", FROM_DARKTABLE)
    old.chmod(0o600)
    entries = [seen(write(tmp_path / "rex.jpg"), "dog"), seen(write(tmp_path / "tom.jpg"), "cat")]
    before = tree_of(tmp_path)
    outcome = write_sidecars(entries, DIGIKAM, Control())
    assert (outcome.pictures, outcome.problems) == (2, ())
    assert old.stat().st_mode & 0o777 == 0o600
    assert tree_of(tmp_path) != before
    (known,) = undoable()
    assert (known.what, known.target, known.pictures) == ("keywords", None, 2)
    assert undo(known, Control()).restored == 2
    assert tree_of(tmp_path) == before
    assert undoable() == []


def test_a_sidecar_that_was_changed_since_is_left_alone(tmp_path: Path) -> None:
    entries = [seen(write(tmp_path / f"{name}.jpg"), "dog") for name in ("rex", "bob")]
    outcome = write_sidecars(entries, DIGIKAM, Control())
    changed = tmp_path / "rex.jpg.xmp"
    changed.write_bytes(changed.read_bytes().replace(b"</rdf:RDF>", b" </rdf:RDF>"))
    assert outcome.undoable is not None
    report = undo(outcome.undoable, Control())
    assert [(problem.path, problem.reason) for problem in report.left] == [(changed, CHANGED)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bob.jpg", "rex.jpg", "rex.jpg.xmp"]


def test_a_damaged_sidecar_is_left_alone_and_told(tmp_path: Path) -> None:
    damaged = write(tmp_path / "rex.jpg.xmp", "<x:xmpmeta")
    entries = [seen(write(tmp_path / name), "dog") for name in ("rex.jpg", "bob.jpg")]
    outcome = write_sidecars(entries, DIGIKAM, Control())
    assert damaged.read_text() == "<x:xmpmeta"
    (problem,) = outcome.problems
    assert problem.path == tmp_path / "rex.jpg"
    assert problem.reason.startswith("Its sidecar rex.jpg.xmp was left alone: it is no XML (")
    assert (tmp_path / "bob.jpg.xmp").exists()


def test_pictures_without_a_certain_label_get_none(tmp_path: Path) -> None:
    broken = write(tmp_path / "broken.jpg")
    entries = [
        Entry(write(tmp_path / "waits.jpg")),
        Entry(broken, Result.failed(broken, "The file is empty.")),
        seen(write(tmp_path / "unsure.jpg"), "dog", 0.3),
        seen(write(tmp_path / "told.jpg"), "dog", 0.3, given="cat"),
    ]
    plan = plan_keywords(entries, KeywordOptions(threshold=0.5), Control())
    assert [(step.target.name, step.label) for step in plan.steps] == [("told.jpg.xmp", "cat")]
    assert plan.reasons == {NOT_CLASSIFIED: 1, "The file is empty.": 1, UNSURE: 1}


def test_two_pictures_with_one_sidecar_are_told(tmp_path: Path) -> None:
    entries = [seen(write(tmp_path / name), label) for name, label in (("rex.jpg", "dog"), ("rex.png", "cat"))]
    plan = plan_keywords(entries, LIGHTROOM, Control())
    assert [step.label for step in plan.steps] == ["dog"]
    assert plan.reasons == {"rex.xmp is the sidecar of rex.jpg too.": 1}
    assert len(plan_keywords(entries, DIGIKAM, Control()).steps) == 2


def test_keywords_of_sorted_pictures_are_undone_with_the_sorting(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    write(photos / "rex.jpg.xmp", FROM_DARKTABLE)
    entries = [seen(write(photos / "rex.jpg", "rex"), "dog"), seen(write(photos / "tom.jpg", "tom"), "cat")]
    before = tree_of(tmp_path)
    options = SortingOptions(move=True, keywords=DIGIKAM)
    outcome = carry_out(plan_sorting(entries, tmp_path / "sorted", options, Control()), Control())
    for name, label in (("rex", "dog"), ("tom", "cat")):
        sidecar = (tmp_path / "sorted" / label / f"{name}.jpg.xmp").read_bytes()
        assert lists(sidecar)["subject"] == [label]
    assert outcome.pictures == 2
    assert outcome.undoable is not None
    assert undo(outcome.undoable, Control()).is_complete
    assert tree_of(tmp_path) == before


def test_a_record_that_names_other_files_than_sidecars_is_refused(tmp_path: Path) -> None:
    outcome = write_sidecar(seen(write(tmp_path / "rex.jpg"), "dog"), DIGIKAM)
    assert outcome.undoable is not None
    record = outcome.undoable.manifest
    record.write_bytes(record.read_bytes().replace(b"rex.jpg.xmp", b"rex.jpg"))
    with pytest.raises(SortingError, match="as a sidecar, which it is not"):
        undo(outcome.undoable, Control())


def test_the_root_needs_a_name() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        KeywordOptions(root=" | ")


def test_what_a_sidecar_held_is_small_in_the_record(tmp_path: Path) -> None:
    history = "".join(f"<darktable:history>{zlib.crc32(bytes([n]))}</darktable:history>" for n in range(200))
    old = FROM_DARKTABLE.replace('darktable:xmp_version="5"/>', f">{history}</r:Description>")
    write(tmp_path / "rex.jpg.xmp", old)
    outcome = write_sidecar(seen(write(tmp_path / "rex.jpg"), "dog"), DIGIKAM)
    assert outcome.undoable is not None
    assert outcome.undoable.manifest.stat().st_size < len(old) / 2
