"""The door, the account, and the ways out."""

from muruna.access import Action
from muruna.access.routes import route
from muruna.accounts.views import code_app, door, leaving, locks, own

urlpatterns = [
    route("start/", door.start, name="sign-up", public=True),
    route("start/words/", door.start, name="sign-up-words", public=True),
    route("come-in/", door.come_in, name="sign-in", public=True),
    route("way-back/", door.way_back, name="recover", public=True),
    route("exit/", leaving.leave_now, name="exit", public=True),
    route("leaving/", leaving.about_leaving, name="leaving", public=True),
    route("out/", door.go_out, name="sign-out", action=Action.ACCOUNT_SEE, first_steps=True),
    route("account/", own.account, name="account", action=Action.ACCOUNT_CHANGE, first_steps=True),
    route("account/passphrase/", locks.passphrase, name="account-passphrase",
          action=Action.ACCOUNT_CHANGE, first_steps=True),
    route("account/words/", locks.recovery, name="account-recovery",
          action=Action.ACCOUNT_CHANGE, first_steps=True),
    route("account/words/new/", locks.new_recovery, name="account-recovery-new",
          action=Action.ACCOUNT_CHANGE, first_steps=True),
    route("account/words/check/", locks.check_recovery, name="account-recovery-check",
          action=Action.ACCOUNT_CHANGE, first_steps=True),
    route("account/code-app/", code_app.code_app, name="account-code-app",
          action=Action.ACCOUNT_CHANGE, first_steps=True),
    route("account/devices/", own.session_list, name="account-sessions",
          action=Action.SESSION_END, first_steps=True),
    route("account/blocked/", own.block_list, name="account-blocks", action=Action.PERSON_BLOCK),
    route("account/kept/", own.kept_list, name="account-kept", action=Action.KEPT_SEE),
    route("account/looked/", own.who_looked, name="account-looked", action=Action.OPENINGS_SEE),
    route("account/copy/", leaving.export, name="account-export", action=Action.ACCOUNT_EXPORT),
    route("account/delete/", leaving.delete, name="account-delete",
          action=Action.ACCOUNT_DELETE, first_steps=True),
]  # fmt: skip
