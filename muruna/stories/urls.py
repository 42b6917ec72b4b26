"""Routes of stories, inside a space; the words in an address say nothing about anyone."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.stories.views import reading, reviewing, sharing, writing

ONE = "pages/<uuid:id>/"
space_urlpatterns = [
    route("pages/", reading.index, name="stories", action=Action.STORY_LIST),
    route("pages/mine/", writing.mine, name="stories-mine", action=Action.STORY_WRITE),
    route("pages/kept/", reading.kept, name="stories-kept", action=Action.STORY_LIST),
    route("pages/new/", writing.new, name="story-new", action=Action.STORY_WRITE),
    route("pages/new/keep/", writing.begin, name="story-begin", action=Action.STORY_WRITE),
    route("pages/look/", reviewing.waiting, name="stories-waiting", action=Action.STORY_REVIEW),
    route("pages/look/<uuid:id>/", reviewing.review, name="story-review", action=Action.STORY_REVIEW),
    route(ONE, reading.one, name="story", action=Action.STORY_SEE),
    route(ONE + "write/", writing.write, name="story-write", action=Action.STORY_WRITE),
    route(ONE + "keep/", writing.keep, name="story-keep", action=Action.STORY_WRITE),
    route(ONE + "share/", sharing.share, name="story-share", action=Action.STORY_WRITE),
    route(ONE + "back/", sharing.withdraw, name="story-back", action=Action.STORY_WITHDRAW),
    route(ONE + "stay/", sharing.stay, name="story-stay", action=Action.STORY_STAY),
    route(ONE + "mark/", reading.mark, name="story-mark", action=Action.STORY_MARK),
    route(ONE + "say/", reading.say, name="story-say", action=Action.STORY_REPLY),
    route(ONE + "tell/", reviewing.report, name="story-report", action=Action.STORY_REPORT),
    route(ONE + "part/", reviewing.block, name="story-block", action=Action.STORY_BLOCK),
    route("pages/said/<uuid:id>/", reviewing.show, name="story-reply-show", action=Action.REPLY_REVIEW),
    route("pages/said/<uuid:id>/away/", reviewing.drop, name="story-reply-drop", action=Action.REPLY_DROP),
]
