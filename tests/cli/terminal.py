"""A program that is talked to on a terminal of its own."""

import fcntl
import os
import pty
import select
import termios
import time

from running import Case

PATIENCE = 30  # seconds


class OnTerminal(Case):
    def setUp(self):
        super().setUp()
        self.controller, terminal = pty.openpty()
        self.unread = b""
        self.addCleanup(os.close, self.controller)
        self.terminal = os.fdopen(terminal, "r+b", buffering=0)
        self.addCleanup(self.terminal.close)

    def begin(self, *words, stdout=None, behind=()):
        """In a session of its own, of which the terminal is the controlling one: Ctrl-C reaches it."""
        def take_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        process = self.start(*words, stdin=self.terminal, stderr=self.terminal, stdout=stdout or self.terminal, behind=behind,
                          preexec_fn=take_terminal)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def until(self, *texts):
        """What the terminal shows from here up to each of the texts."""
        told = b""
        for text in texts:
            while text.encode() not in self.unread:
                self.assertTrue(self.is_shown(PATIENCE), self.unread)
            before, found, self.unread = self.unread.partition(text.encode())
            told += before + found
        return told.decode().replace("\r\n", "\n")

    def rest(self, process):
        """What it shows to its end; and its exit status."""
        end = time.monotonic() + PATIENCE
        while self.is_shown() or process.poll() is None:
            self.assertLess(time.monotonic(), end, self.unread)
        told, self.unread = self.unread.decode().replace("\r\n", "\n"), b""
        return told, process.wait(timeout=PATIENCE)

    def is_shown(self, patience=0.05):
        """Whether something more is shown; it is taken."""
        ready, _, _ = select.select([self.controller], [], [], patience)
        if ready:
            self.unread += os.read(self.controller, 65536)
        return bool(ready)

    def type(self, text):
        os.write(self.controller, text.encode())
