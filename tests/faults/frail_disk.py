"""A disk whose power can fail: below SQLite, it keeps for certain only what was synced."""

import random
from collections.abc import Callable
from pathlib import Path

import apsw

Change = Callable[[bytearray], None]


class FrailDisk(apsw.VFS):  # type: ignore[misc]
    """Files in a folder; after `power_cut` a copy of it holds what a real disk would.

    What was synced is there. Each write that was not is there or not, whole or up to a sector, in any order:
    disks and file systems promise nothing else. A file never synced may be missing.
    """

    def __init__(self, name: str, chance: random.Random) -> None:
        super().__init__(name, base="")
        self.name, self.chance = name, chance
        self.synced: dict[str, bytes] = {}
        self.waiting: dict[str, list[Change]] = {}
        self.steps = 0
        self.cut_at: int | None = None

    def xOpen(self, name: object, flags: list[int]) -> "FrailFile":
        return FrailFile(self, name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self.step()
        super().xDelete(name, sync_folder)
        self.synced.pop(name, None)
        self.waiting.pop(name, None)

    def step(self) -> None:
        """One thing that reaches the disk; nothing does after the cut."""
        self.steps += 1
        if self.cut_at is not None and self.steps >= self.cut_at:
            raise apsw.IOError("the power is gone")

    def after_cut(self, folder: Path, *, only_synced: bool) -> None:
        """Write what is left into `folder`."""
        for name in {*self.synced, *self.waiting}:
            image = bytearray(self.synced.get(name, b""))
            waiting = [] if only_synced else self.waiting.get(name, [])
            survivors = [change for change in waiting if self.chance.random() < 0.5]
            if name not in self.synced and not survivors:
                continue
            if self.chance.random() < 0.3:
                self.chance.shuffle(survivors)
            for change in survivors:
                change(image)
            (folder / Path(name).name).write_bytes(image)


class FrailFile(apsw.VFSFile):  # type: ignore[misc]
    """One open file on a frail disk."""

    def __init__(self, disk: FrailDisk, name: object, flags: list[int]) -> None:
        self.disk = disk
        self.path = name.filename() if hasattr(name, "filename") else str(name)
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.step()
        super().xWrite(data, offset)
        chance = self.disk.chance
        torn = len(data) if chance.random() < 0.7 else chance.randrange(len(data) + 1) // 512 * 512
        self._later(lambda image: _put(image, bytes(data[:torn]), offset))

    def xTruncate(self, size: int) -> None:
        self.disk.step()
        super().xTruncate(size)
        self._later(lambda image: image.__delitem__(slice(size, None)))

    def xSync(self, flags: int) -> None:
        """Remember what would now be safe; the real disk below is spared the work."""
        self.disk.step()
        self.disk.synced[self.path] = Path(self.path).read_bytes()
        self.disk.waiting[self.path] = []

    def _later(self, change: Change) -> None:
        self.disk.waiting.setdefault(self.path, []).append(change)


def _put(image: bytearray, data: bytes, offset: int) -> None:
    if data:
        image.extend(bytes(max(0, offset - len(image))))
        image[offset : offset + len(data)] = data
