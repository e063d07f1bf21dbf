"""Cut the text face down to what the site needs; run by hand when the face is renewed.

Usage: python tools/fonts.py FOLDER, FOLDER holding Source Serif 4 as the package @fontsource/source-serif-4
ships it. Needs fonttools and brotli. The licence reserves the name “Source”, so the cut fonts are
called Razvorot Text; see reader/web/static/fonts/OFL.txt.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "reader" / "web" / "static" / "fonts"
LATIN = (
    "U+0020-007E,U+00A0,U+00A9,U+00AB,U+00BB,U+00C9,U+00E0-00E2,U+00E4,U+00E7-00EB,U+00EE-00EF,"
    "U+00F4,U+00F6,U+00FB-00FC,U+2010-2014,U+2018-201E,U+2026,U+2060"
)
CYRILLIC = "U+0401,U+0404,U+0406-0407,U+0410-044F,U+0451,U+0454,U+0456-0457,U+2116"
FEATURES = "kern,onum,pnum"
STYLES = ("400-normal", "400-italic", "600-normal")


def main(folder: Path) -> None:
    """Write the cut fonts into the static folder."""
    for script, ranges in (("latin", LATIN), ("cyrillic", CYRILLIC)):
        for style in STYLES:
            source = folder / f"source-serif-4-{script}-{style}.woff2"
            target = FONTS / f"razvorot-text-{script}-{style}.woff2"
            command = [
                sys.executable,
                "-m",
                "fontTools.subset",
                str(source),
                f"--output-file={target}",
                f"--unicodes={ranges}",
                f"--layout-features={FEATURES}",
                "--flavor=woff2",
                "--no-hinting",
                "--desubroutinize",
                "--name-IDs=",
                "--obfuscate-names",
            ]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
