"""Real mail servers for the tests: SMTP by aiosmtpd, IMAP by pymap."""

import imaplib
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

USER, PASSWORD = "box", "secret"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port):
    for _try in range(200):
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.05)
    raise AssertionError("the server did not start")


@contextmanager
def imap():
    """Run an IMAP server and yield its port."""
    port = free_port()
    command = [sys.executable, "-c", "from pymap.main import main; main()",
               "--no-service", "admin", "--no-service", "managesieve", "--host", "127.0.0.1",
               "--port", str(port), "--no-tls", "dict",
               "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def logged_in(port):
    with imaplib.IMAP4("127.0.0.1", port) as box:
        box.login(USER, PASSWORD)
        yield box


def deliver(port, *messages):
    """Put messages into the box, as a mail server does."""
    with logged_in(port) as box:
        for message in messages:
            answer, said = box.append("INBOX", None, None, message)
            assert answer == "OK", said


def empty(port):
    """Take everything out of the box."""
    with logged_in(port) as box:
        box.select("INBOX")
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()


class Kept(Message):
    """Keeps what the server was handed."""

    def __init__(self):
        super().__init__()
        self.messages = []

    def handle_message(self, message):
        self.messages.append(message)


@contextmanager
def smtp(settings):
    """Run a mail server that mail goes out through, and yield what it is handed."""
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_USE_TLS, settings.DEFAULT_FROM_EMAIL = False, "crm@comarca.example"
    try:
        yield kept
    finally:
        server.stop()
