import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_desktop.diagnosis.anonymous import anonymous


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cannot read /home/eve/Pictures/our wedding.jpg", "cannot read <path.jpg>"),
        ("cannot read '/home/eve/Pictures/our wedding.jpg'", "cannot read '<path.jpg>'"),
        ("“C:\\Users\\eve\\a.png”: damaged", "“<path.png>”: damaged"),
        ("C:\\Users\\eve\\a.png, D:\\b", "<path.png>, <path>"),
        ("~/cats/1.jpg", "<path.jpg>"),
        ("/home/eve/My secrets/a.jpg: damaged", "<path.jpg>: damaged"),
        ("cannot write to /home/eve, the disk is full", "cannot write to <path>, the disk is full"),
        ("12 of 30 pictures/s", "12 of 30 pictures/s"),
        ("https://example.org/a/b.zip", "https://example.org/a/b.zip"),
        (
            'File "/home/eve/x/site-packages/numpy/core.py", line 3',
            'File "<…>/site-packages/numpy/core.py", line 3',
        ),
        ('File "/opt/a/resnet_desktop/cli.py", line 3', 'File "<…>/resnet_desktop/cli.py", line 3'),
        ("Eve's machine is eve-laptop", "<name>'s machine is <name>-laptop"),
        ("never", "never"),
    ],
)
def test_paths_and_names_are_taken_out(text: str, wanted: str) -> None:
    assert anonymous(text, ["eve"]) == wanted


@given(st.text(max_size=200))
def test_any_text_is_borne(text: str) -> None:
    assert isinstance(anonymous(text, ["eve", "(", "a.b"]), str)


@given(
    st.lists(st.text("abcdefgh123 -_.äß", min_size=1, max_size=12), min_size=1, max_size=5),
    st.sampled_from(["'", '"']),
)
def test_no_folder_of_a_quoted_path_is_left(folders: list[str], quote: str) -> None:
    path = "/home/" + "/".join(f"secret{folder}" for folder in folders) + "/photo.jpeg"
    assert "secret" not in anonymous(f"Cannot open {quote}{path}{quote}", [])
