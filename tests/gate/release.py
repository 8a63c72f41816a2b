"""release: an archive as the target `release` makes it, whose program is the one that is tested, on an address of this
machine."""

import hashlib
import http.server
import io
import os
import tarfile
import threading

FOLDER = "charter-check-0.1.0-linux-x86_64"
MEMBER = FOLDER + "/bin/charter-check"


def program(says=""):
    """A program that is the one to be tested, and that tells `says` first."""
    told = f"echo '{says}' >&2\n" if says else ""
    return f"#!/bin/sh\n{told}exec '{os.path.abspath(os.environ['CHARTER_CHECK'])}' \"$@\"\n".encode()


def archive(*members):
    """A .tar.gz of (name, bytes) or TarInfo; of a release's program where none are given."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.USTAR_FORMAT) as tar:
        for member in members or ((FOLDER + "/SHA256SUMS", b""), (MEMBER, program())):
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size, info.mode = len(member[1]), 0o755
            tar.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Server:
    """Answers /NAME with files[NAME], or sends on to sent_on[NAME]; `asked` lists what was asked for. With a context of
    TLS, by https."""

    def __init__(self, case, tls=None, **files):
        self.files, self.sent_on, self.asked, self.scheme = files, {}, [], "https" if tls else "http"
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                name = self.path.lstrip("/")
                server.asked.append(name)
                if name in server.sent_on:
                    self.send_response(302)
                    self.send_header("Location", server.sent_on[name])
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                elif name in server.files:
                    server.give(self, server.files[name])
                else:
                    self.send_error(404)

            def log_message(self, *_):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            self.http.socket = tls.wrap_socket(self.http.socket, server_side=True)
        thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        case.addCleanup(thread.join)
        case.addCleanup(self.http.server_close)
        case.addCleanup(self.http.shutdown)

    @staticmethod
    def give(request, data):
        """Bytes, or a function that writes them."""
        request.send_response(200)
        if not callable(data):
            request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        try:
            if callable(data):
                data(request.wfile)
            else:
                request.wfile.write(data)
        except OSError:  # whoever asked has hung up
            request.close_connection = True

    def url(self, name):
        return f"{self.scheme}://127.0.0.1:{self.http.server_address[1]}/{name}"
