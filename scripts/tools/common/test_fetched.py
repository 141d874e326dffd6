"""A fetched tool is complete or doesn't exist, however a fetch ends and however many processes need it."""

import os
import subprocess
import threading
import unittest
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common import fetched
from tools.common.command import Failure


class WholeTests(unittest.TestCase):
    def setUp(self) -> None:
        self.tools = Path(self.enterContext(TemporaryDirectory())) / "tools"
        self.enterContext(mock.patch.object(fetched, "TOOLS", self.tools))
        self.enterContext(mock.patch("sys.stderr"))
        self.made = 0

    def make(self, folder: Path) -> None:
        self.made += 1
        (folder / "file").write_text(f"made {self.made}")

    def left(self) -> list[str]:
        return sorted(file.name for file in self.tools.iterdir() if file.name != "lock")

    def test_it_is_made_once(self) -> None:
        folders = {fetched.whole("tool", "1.0", self.make) for _ in range(2)}

        self.assertEqual({self.tools / "tool"}, folders)
        self.assertEqual("made 1", (self.tools / "tool/file").read_text())

    def test_it_is_made_anew_of_something_else(self) -> None:
        fetched.whole("tool", "1.0", self.make)
        fetched.whole("tool", "2.0", self.make)

        self.assertEqual("made 2", (self.tools / "tool/file").read_text())
        self.assertEqual(["tool"], self.left())

    def test_an_interruption_leaves_what_was_there(self) -> None:
        for interruption in (KeyboardInterrupt, Failure, OSError):
            def interrupted(folder: Path, interruption: type[BaseException] = interruption) -> None:
                self.make(folder)
                raise interruption

            with self.subTest(interruption):
                with self.assertRaises(interruption):
                    fetched.whole("other", "1.0", interrupted)
                before = (fetched.whole("tool", "1.0", self.make) / "file").read_text()
                with self.assertRaises(interruption):
                    fetched.whole("tool", "2.0", interrupted)

                self.assertEqual(before, (self.tools / "tool/file").read_text())
                self.assertEqual(["tool"], self.left())

    def test_what_one_left_that_was_killed_is_removed(self) -> None:
        (self.tools / "draft-killed/tool").mkdir(parents=True)

        fetched.whole("tool", "1.0", self.make)

        self.assertEqual(["tool"], self.left())

    def test_of_several_at_once_one_makes_it(self) -> None:
        # The first one creates it only after the others have started.
        begun = threading.Barrier(4)
        first = threading.Event()

        def slowly(folder: Path) -> None:
            first.set()
            begun.wait(timeout=300)
            self.make(folder)

        def want(makes: bool) -> None:
            if not makes:
                first.wait(timeout=300)
                begun.wait(timeout=300)
            fetched.whole("tool", "1.0", slowly if makes else self.make)

        threads = [threading.Thread(target=want, args=[makes]) for makes in (True, False, False, False)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)

        self.assertEqual(1, self.made)

    def test_the_packages_of_Python_work_where_they_are(self) -> None:
        folder = self.tools.parent
        with zipfile.ZipFile(folder / "tiny-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("tiny.py", "answer = 42")
            wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
            wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr("tiny-1.0.dist-info/RECORD", "")
        requirements = {packages: folder / f"{packages}.txt" for packages in fetched.REQUIREMENTS}
        requirements[fetched.COMMANDS].write_text("tiny==1.0\n")
        requirements[fetched.EMULATOR].write_text("# And no more.\n-r commands.txt\n")
        with mock.patch.object(fetched, "REQUIREMENTS", requirements), mock.patch.object(fetched, "ROOT", folder), \
                mock.patch.dict(os.environ, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder)), open("/dev/null", "w") as nowhere, mock.patch("sys.stderr", nowhere):
            python = fetched.python_with(fetched.EMULATOR)
            # The commands get an environment of their own only if there is none for everything.
            self.assertEqual(python, fetched.python_with(fetched.COMMANDS))
            with mock.patch.object(fetched, "EMULATOR", fetched.COMMANDS), mock.patch.object(fetched, "make_environment") as make:
                self.assertEqual(str(self.tools / "commands/bin/python"), fetched.python_with(fetched.COMMANDS))
            make.assert_called_once_with(fetched.COMMANDS, mock.ANY)

        self.assertEqual(str(self.tools / "emulator/bin/python"), python)
        self.assertEqual("42\n", subprocess.run([python, "-c", "import tiny; print(tiny.answer)"], capture_output=True, text=True).stdout)
        self.assertEqual({"python"}, {file.name[:6] for file in (self.tools / "emulator/bin").iterdir()})

    def test_a_command_that_fails_is_named(self) -> None:
        with self.assertRaisesRegex(Failure, "the tool could not be fetched; see the output of false above"), open("/dev/null", "w") as nowhere, \
                mock.patch("sys.stderr", nowhere):
            fetched.run("the tool", "false")
        with self.assertRaisesRegex(Failure, "the tool could not be fetched: such-program is not installed"):
            fetched.run("the tool", "such-program")
