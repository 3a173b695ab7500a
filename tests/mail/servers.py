"""Mail servers as they are found in the world, on a free port of this machine: a real one (aiosmtpd) whose answer hangs
on the address written to, and one that hangs up in the middle of a letter."""
import email
import email.policy
import pathlib
import socket
import ssl
import subprocess
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult


class Box:
    """Keeps what it accepts. The local part of an address says how it is treated:
    later2…: "later" twice, then taken · never…: no such person · full…: refused after the text was given."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []
        self.refused: list[str] = []
        self.later: dict[str, int] = {}

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        local = address.split("@")[0]
        if local.startswith("never"):
            self.refused.append(address)
            return "550 5.1.1 No such person here"
        if local.startswith("later"):
            self.later[address] = self.later.get(address, 0) + 1
            if self.later[address] <= 2:
                return "451 4.7.1 Greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        if envelope.rcpt_tos[0].startswith("full"):
            self.refused.append(envelope.rcpt_tos[0])
            return "552 5.2.2 Mailbox full"
        self.letters.append((list(envelope.rcpt_tos), envelope.content))
        return "250 2.0.0 Taken"

    def to(self, address: str) -> list[email.message.EmailMessage]:
        return [email.message_from_bytes(content, policy=email.policy.default)
                for receivers, content in self.letters if address in receivers]


class _OnFreePort(Controller):
    """Controller connects to its own port to see that it runs; with port 0 that is known only once it listens."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Server:
    def __init__(self, tls: "Certificate | None" = None, user: str = "", password: str = ""):
        self.box = Box()
        context = tls.context() if tls else None

        def check(server, session, envelope, mechanism, data):
            said = (data.login.decode(), data.password.decode())
            return AuthResult(success=said == (user, password), handled=False)

        self.controller = _OnFreePort(self.box, hostname="127.0.0.1", port=0, tls_context=context,
                                      require_starttls=bool(tls), authenticator=check if user else None,
                                      auth_required=bool(user), auth_require_tls=bool(tls), decode_data=False,
                                      server_hostname="post.example.vn", data_size_limit=1 << 20)

    def __enter__(self) -> "Server":
        self.controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"


class HangsUp:
    """Takes a letter's envelope, reads some of its text, and closes; `after` letters so treated it takes no more."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.socket.getsockname()[1]}"
        self.begun = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                self._talk(stream)

    def _talk(self, stream) -> None:
        def say(line: bytes) -> None:
            stream.write(line + b"\r\n")
            stream.flush()

        try:
            say(b"220 hangs.example.vn")
            while line := stream.readline():
                if line.upper().startswith(b"DATA"):
                    say(b"354 go on")
                    stream.readline()
                    self.begun += 1
                    return
                say(b"250 OK")
        except OSError:
            return

    def close(self) -> None:
        self.socket.close()


class Certificate:
    """Signed by itself, for 127.0.0.1, made anew each time."""

    def __init__(self, folder: pathlib.Path):
        self.file, self.key = folder / "post.pem", folder / "post.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=post.example.vn", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", self.key, "-out", self.file], check=True, capture_output=True)

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context
