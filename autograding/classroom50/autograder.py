"""Marks a submission to http-by-hand, as Classroom 50 starts an autograder: in the checkout of the submission.

It belongs into CLASSROOM/autograders/ASSIGNMENT/, and beside it:

- http-by-hand-student.zip, which `npm run pack:student` makes: the course without solutions;
- where not all of it counts, grading.json, with your choices (docs/grading.md).

The runtime of the assignment is {"node": "22", "apt": ["bubblewrap"]}. A score that is too low is a grade, and ends with
0. A marking that could not be done ends with another exit code, of which Classroom 50 makes an error and no grade.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACK = HERE / "http-by-hand-student.zip"
CHOICES = HERE / "grading.json"

# Exit codes of `npm run grade` that are a grade: every core check passes, or one does not.
GRADED = (0, 1)


def main() -> int:
    submission = Path.cwd()
    result = submission / "result.json"
    # One that was handed in is not to be taken for ours.
    result.unlink(missing_ok=True)
    if not PACK.is_file():
        sys.exit(f"{PACK.name} is not beside autograder.py: `npm run pack:student` makes it.")
    if shutil.which("npm") is None:
        sys.exit('There is no npm here: give the assignment the runtime {"node": "22"}.')
    with tempfile.TemporaryDirectory() as folder:
        course = unpack(Path(folder))
        words = ["from", str(submission), "format", "classroom50", "out", str(result)]
        # A sandbox where this runner can have one. The result names what was in force.
        words += ["strict", "sandbox", "none"]
        if CHOICES.is_file():
            words += ["choices", str(CHOICES)]
        command = ["npm", "run", "--silent", "grade", *words]
        code = subprocess.run(command, cwd=course, check=False).returncode
    return 0 if code in GRADED else code


def unpack(folder: Path) -> Path:
    """The course with its packages, in `folder`."""
    with zipfile.ZipFile(PACK) as pack:
        pack.extractall(folder)
    course = folder / "http-by-hand"
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=course, check=True)
    return course


if __name__ == "__main__":
    sys.exit(main())
