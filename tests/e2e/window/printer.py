"""A receipt printer on loopback: answers status questions, keeps what it was sent, and its paper can be scanned."""
import socket
import subprocess
import threading


class PrinterPeer:
    def __init__(self):
        self.received = bytearray()
        self.jobs_done = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "tcp:127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return  # closed
            with connection:
                self._answer(connection)

    def _answer(self, connection):
        tail = b""
        while data := connection.recv(4096):
            self.received += data
            for byte in data:
                tail = (tail + bytes([byte]))[-3:]
                if tail in (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"):  # DLE EOT n: all is well
                    connection.sendall(b"\x12")
                elif tail == b"\x1da\xff":  # GS a: automatic status
                    connection.sendall(b"\x10\x00\x00\x0f")
                elif tail == b"\x1dr1":  # GS r: paper status, after everything before it
                    self.jobs_done += 1
                    connection.sendall(b"\x00")

    def paper(self):
        """What the head burnt, as a PBM picture: the bands of all GS v 0."""
        data, at, rows, width = bytes(self.received), 0, bytearray(), 0
        while (at := data.find(b"\x1dv0", at)) >= 0:
            width, high = int.from_bytes(data[at + 4:at + 6], "little"), int.from_bytes(data[at + 6:at + 8], "little")
            rows += data[at + 8:at + 8 + width * high]
            at += 8 + width * high
        return b"P4 %d %d\n" % (width * 8, len(rows) // max(width, 1)) + rows

    def scanned(self, picture_path):
        """The words of every code on the paper; the picture is kept."""
        with open(picture_path, "wb") as out:
            out.write(self.paper())
        done = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", picture_path], capture_output=True, text=True)
        return done.stdout.split()

    def close(self):
        self.listener.close()
