"""What was sealed with the first version must open for ever: these blobs never change."""

from muruna.foundation.vault import boxes, identity, slots
from muruna.foundation.vault.sessions import session_lock

KEY = bytes(range(32))
BOX = "0109ba88dd995c1537d609d46915bf2bf32676bf8841273196061ed91e1667fea9fbe1d2522e22ecdb957e55e9c3"
SALT = "21a586d321674f853e60cf82f27a1473"
VERIFIER = "63839b46198feb95699c751d780e4b2cc885f77f4a5c980ca5856cb58958cae1"
WRAPPED = (
    "01aa5e87ec4781758327f55e9ce770219ed35ee1939459c429c0c8d1f8fe5bff49d64c84a4936a7ed28c3078c4f5cde8"
    "2a42c98c401c481136028f809840e9a4e076378dfd54644c5b"
)
KEY_BLOB = (
    "01d1cc27ef9ec32ec32c2ec8472497835dc83a58605f8369d0f24d9c9419f56ecaa3f6c0efb22bbe0cc0f53c620b57a3"
    "40692a48412939e888b30cf46aff954532b3c580ff3b2901b2aeb91558e946f011101603df98eefb21591ac1185454cb"
    "5dc9581c7e9cc1caa07d2ccc0a9a892f447d7d68cee8a5832d50aac749abdfaf111ea86efcbe0daf1102ceeee470dae0"
    "9a93b821463da2f9e3ccbd15bad191fdd9c2f0e3e4a838f059bf2bdfbec789f9977dcbb529a61b7beed0d36c180e6ce1"
    "afaefa92c4cc7ca08ca4a223829daa079b319dcf3c74aafaaa28eb405987459df2ef26f6e7307e1379bca080eec32632"
    "3c570fadd6bb8926055868dffa73ff887bc184ece1daf5adedacae332e53fbaff57fbcdd6702255d8b8b9e3290630e12"
    "7821def59e9c7d17655ce5385a1fe680482fdb656995c419496fdae6b78acee55abf8c568f7efcfcd607545b47a748a1"
    "a81aeac3d7e5ad3f0bd2bceb3caa4f29522b18804861b87985cf6426bb29b6d6ec6d1e34269013574955889a23a26174"
    "8075f3e0154c4bd1359be51d5648f1d6d7ee1018d993e16ac74adc68bb543ddbf98573b35c9887a701cc8ffc4b803bad"
    "c1135f5139815e6a524acdacbd3e4e1e52426d2ccd9dde1b3c34d65f5492bbaf2d1f12c88fabe3bf1b7465b0fd17285c"
    "e859613225d16834261d1d24970423ac2e5e694f36bd31c7247744c15c56133eeff7cbc23b22969ca8bb67b2eef28e4f"
    "db9aa9ea41f8ffb796accc684e78c7f0b8001547930abaff0a95b898aaf215529aa81153bee9d7406caa0ddc3f7510b4"
    "d698778e24763196437a7498420f71a328af8a2e13bf055f64cf3136e22057577da31eadcc07a50d800deadc193768b0"
    "aca60c77d7e876ee0bae77d57c6a0a2b57accc6693b8f0b0db55bd7081d63f93c161b87e689147c2602ee7729c8968ca"
    "fcf8b1c0071bbeface685e2399fde7497c29c88d7ea64e37ec9445df30d3711e2e10e12f76e86b121a81138aa7ba3764"
    "18b5844e066226cde20de8e6a3dd63cba3b2b6c8a97c4bb92f7355f1ee1ba8ae5beffcda05e725a272ff747d616a5fff"
    "95c9381d09c72f5499769b120093c75d88413c26347481dbc8d2436621e26648706b02a64343c0f275ca27d78249c1f9"
    "031905443f6f0b996a8910c2fb2fea864cf35740eb50f9b83b99ec4e1c9b9881bec8c7ec00cf9b628cf6c22046918dbc"
    "167878769ebf3a31c4dce4e3f12b8d653da7316b416c6818a1d80f417984fefb474b682fcf422439e2da698d31947264"
    "8e066ab9f0c3d17762fd61e1e4948f1e5db3ca2373986e5c837c8e70afa6c15702f85ad58ab852417afc1b83c5dcd841"
    "bc4f1fed18a3a37b4cd9d1e446cb9cc8e11d555844dde80e9ff9af50d155a98ca6dafc5b8921eba8439c59a4bb91d594"
    "334956fa49185da9fe3c58bf2f96511a5edc475396722e88fd30c39c0c7bd3418277e459edcbebece69ae08c083a2997"
    "f14bdd1cee838f47badea38ce39d5e567b212e20752b1b3c6c4781b597c87f183531a928e04e329cc8b4311605ef64d2"
    "2a3ed82cb9c360459d17f5c0ed6774d32af4ca6304f4776a4988dc0e74ed359a1b35a1886671a5fdf1d87ec5b5d95f9e"
    "fae7ecf873b57498a42ca71635d0a9ff9d"
)
LOCK = "900cf569b156bfea754ebcd0e8fa4c2118bf3c4b257f778713121bf1e65ae184"


def test_box_of_version_1_opens():
    assert boxes.open_sealed(KEY, bytes.fromhex(BOX), b"about") == b"words"


def test_slot_of_version_1_opens():
    slot = slots.Slot(bytes.fromhex(SALT), bytes.fromhex(VERIFIER), bytes.fromhex(WRAPPED))

    assert slots.open_slot(b"p" * 32, "opera sibling flower punch child height", slot) == KEY


def test_wrapped_key_of_version_1_opens():
    assert identity.unwrap(b"\x01" + bytes(range(96)), bytes.fromhex(KEY_BLOB), b"about") == KEY


def test_session_lock_stays_what_it_was():
    assert session_lock(KEY) == bytes.fromhex(LOCK)
