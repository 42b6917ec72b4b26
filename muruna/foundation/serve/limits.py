"""How much, how long and how many the server takes from strangers."""

BODY_BYTES = 2 * 1024 * 1024  # longest form; held in memory only, never spooled to a file
DRAIN_BYTES = 16 * 1024 * 1024  # read and thrown away so that a browser can show our answer
BODY_IDLE_SECONDS = 15.0
BODY_SECONDS = 120.0
HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
SEND_SECONDS = 30.0  # a reader who takes nothing for so long is gone
KEEP_ALIVE_SECONDS = 15
PAGE_THREADS = 2  # more threads are slower: measured in stack.md section 1
PAGES_WAITING = 200
# Forms whose passphrase or code is stretched on purpose (150 ms and more). They have a thread of their
# own, so that a flood of them, from however many networks, leaves the pages of those who are inside alone.
SLOW_FORMS = ("/come-in/", "/start/", "/way-back/", "/account/", "/contact/")
SLOW_WAITING = 30  # about ten seconds of work; whoever comes then is asked to try again
CONNECTIONS = 12_000
SHUTDOWN_SECONDS = 10
