"""Write the table of character widths that `text.width` reads, from the one the installed Textual draws with.

`.venv-test/bin/python scripts/width_table.py`, whenever `tests/text/test_width.py` fails after a newer release of rich.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from textwrap import fill

from rich._unicode_data import load
from rich.cells import get_character_cell_size

TARGET = Path(__file__).resolve().parent.parent / "src/twohats/text/width_table.py"
SURROGATES = range(0xD800, 0xE000)

HEAD = '''"""Which characters take no column, two columns, or two behind the emoji selector U+FE0F: Unicode {version}.

Ranges in hexadecimal, both ends included. Written by `scripts/width_table.py`, which takes them from rich, the
library that the app draws with; rich has them from wcwidth, and wcwidth from Unicode's EastAsianWidth.txt,
DerivedGeneralCategory.txt and emoji-variation-sequences.txt. The table is our own since `unicodedata` has another
Unicode in each Python, and importing rich would cost the shell command more than all else it does.
"""

'''


def ranges(codes: Iterable[int]) -> str:
    """Code points in order as `300-36f 483-489 5bf`."""
    runs = [list(run) for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    ends = [(run[0][1], run[-1][1]) for run in runs]
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ends)


def main() -> None:
    table = load("latest")
    every = [code for code in range(0x110000) if code not in SURROGATES]
    parts = {
        "NONE": [code for code in every if get_character_cell_size(chr(code), "latest") == 0],
        "TWO": [code for code in every if get_character_cell_size(chr(code), "latest") == 2],
        "TWO_AS_EMOJI": sorted(map(ord, table.narrow_to_wide)),
    }
    text = HEAD.format(version=table.unicode_version.removesuffix(".0"))
    for name, codes in parts.items():
        text += f'{name} = """\\\n{fill(ranges(codes), 110, break_on_hyphens=False)}\n"""\n'
    TARGET.write_text(text)


main()
