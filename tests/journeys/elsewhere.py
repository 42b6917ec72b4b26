"""The everyday site that quick exit opens: a server of our own on loopback, slow when it is told to be."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = b"<!doctype html><title>Elsewhere</title><h1>An everyday site</h1>"


class Elsewhere:
    """Answers every address with one harmless page."""

    def __init__(self) -> None:
        self.waits = 0.0  # seconds before it answers

        class Answer(BaseHTTPRequestHandler):
            def do_GET(handler) -> None:
                time.sleep(self.waits)
                handler.send_response(200)
                handler.send_header("Content-Type", "text/html")
                handler.send_header("Content-Length", str(len(PAGE)))
                handler.end_headers()
                handler.wfile.write(PAGE)

            def log_message(handler, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
