"""The short list of pages that anybody may open, each with the reason; tests print and compare it."""

PUBLIC_ROUTES: dict[str, str] = {
    "welcome": "the first page",
    "about": "what this is and who runs it",
    "about-limits": "what this cannot protect from, before anybody writes a word",
    "about-kept": "how words are kept, before anybody writes a word",
    "about-here": "what one agrees to, before joining",
    "robots": "search engines are asked to keep nothing",
    "contact-answer": "the reply, for whoever has the code that was shown once",
    "contact": "a message to the people who run the site, without an account",
    "language": "the language switch",
    "exit": "leaving quickly must work signed in or out",
    "sign-in": "the door",
    "sign-up": "the door",
    "sign-up-words": "another six words",
    "recover": "the door, with the recovery phrase",
    "calendar-feed": "a calendar program asks without a sign-in; the secret address is the permission",
    "kept": "opens what somebody keeps on their device; the same for everybody, and empty",
    "kept-worker": "the script that answers without a network where somebody keeps a copy",
    "leaving": "what leaving quickly can and cannot erase",
    "style": "components, in debug only",
}
