"""What happened in a space, for packages that come later; ids only. And what people are called there."""

from muruna.accounts.encounters import names_now
from muruna.spaces import queries

names_now(queries.names_now)

MEMBER_JOINED = "member.joined"  # space, membership
MEMBER_LEFT = "member.left"  # space, membership
MEMBER_SUSPENDED = "member.suspended"  # space, membership
MEMBER_RESTORED = "member.restored"  # space, membership
MEMBER_AGED = "member.aged"  # space, membership
RIGHT_GIVEN = "right.given"  # space, membership, right
RIGHT_ENDED = "right.ended"  # space, membership, right
SPACE_CHANGED = "space.changed"  # space
