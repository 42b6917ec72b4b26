"""`python -m bench.search`: our 120 questions about the library; `... 10000`: a made corpus of that size."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.search import big, library

MURUNA = [sys.executable, "-P", "-c", "from config.command import main; main()"]


def main() -> int:
    """Write the two files and hand them to `muruna search-bench`, whose table is printed."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, queries = Path(folder) / "corpus.jsonl", Path(folder) / "queries.jsonl"
        if len(sys.argv) > 1:
            big.main(int(sys.argv[1]), corpus, queries, int((*sys.argv, "4")[2]))
        else:
            library.write(corpus, queries)
        command = [*MURUNA, "search-bench", "--corpus", str(corpus), "--queries", str(queries)]
        return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main())
