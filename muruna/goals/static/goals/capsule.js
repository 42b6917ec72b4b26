/* Sealing words under a short code, and opening them: PBKDF2-SHA-256 made slow on purpose, then AES-256-GCM. */
const Capsule = (() => {
  "use strict";
  const LEAST = 1000000, MOST = 8000000, PAUSE = 1500; /* rounds; milliseconds that one try should cost here */
  const SHORTEST = 6, STEP = 4096; /* letters of a code; bytes, so that a length tells little */
  const ROWS = ["01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
  const KNOWN = ["password", "passwort", "iloveyou", "123123", "112233", "121212", "qwerty123", "abc123"];
  const bytes = (text) => new TextEncoder().encode(text);
  const text64 = (raw) => btoa(Array.from(raw, (one) => String.fromCharCode(one)).join(""));
  const raw64 = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

  /* The same code from any keyboard: Arabic and Persian digits are digits, capitals do not count. */
  function normal(code) {
    return code.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase()
      .replace(/[\u0660-\u0669]/g, (one) => one.charCodeAt(0) - 0x660)
      .replace(/[\u06f0-\u06f9]/g, (one) => one.charCodeAt(0) - 0x6f0);
  }

  /* Six or eight digits in the order of some day, with or without signs between: a birthday is tried first. */
  function isDay(plain) {
    const digits = plain.replace(/[ ./-]/g, ""), two = (at) => Number(digits.slice(at, at + 2));
    const fits = ([month, day]) => two(month) >= 1 && two(month) <= 12 && two(day) >= 1 && two(day) <= 31;
    if (/^[0-9]{6}$/.test(digits)) return [[2, 0], [0, 2], [2, 4]].some(fits);
    if (/^[0-9]{4}(19|20)[0-9]{2}$/.test(digits) && [[2, 0], [0, 2]].some(fits)) return true;
    return /^(19|20)[0-9]{6}$/.test(digits) && fits([4, 6]);
  }

  /* "short", "easy", or "" for a code that at least is not the first that comes to mind. */
  function fault(code) {
    const plain = normal(code);
    if ([...plain].length < SHORTEST) return "short";
    const easy = new Set(plain).size < 3 || isDay(plain) || KNOWN.includes(plain) || ROWS.some((row) => row.includes(plain));
    return easy ? "easy" : "";
  }

  async function derive(code, salt, rounds) {
    const given = await crypto.subtle.importKey("raw", bytes(normal(code)), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    return crypto.subtle.deriveKey(how, given, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  /* As many rounds as this device does in the pause; a faster one that tries codes later saves nothing by that. */
  async function pace(most) {
    const sample = 200000, from = performance.now();
    await derive("pace", new Uint8Array(16), sample);
    const rounds = Math.round(sample * PAUSE / Math.max(1, performance.now() - from));
    return Math.min(most, Math.max(LEAST, rounds));
  }

  const about = (rounds, salt) => bytes(`capsule|1|${rounds}|${salt}`);

  async function seal(code, words, most = MOST) {
    const rounds = await pace(most);
    const salt = crypto.getRandomValues(new Uint8Array(16)), nonce = crypto.getRandomValues(new Uint8Array(12));
    const plain = bytes(JSON.stringify(words));
    const padded = new Uint8Array(Math.ceil((plain.length + 1) / STEP) * STEP).fill(32); /* spaces end no JSON */
    padded.set(plain);
    const how = { name: "AES-GCM", iv: nonce, additionalData: about(rounds, text64(salt)) };
    const sealed = await crypto.subtle.encrypt(how, await derive(code, salt, rounds), padded);
    return { v: 1, n: rounds, s: text64(salt), i: text64(nonce), c: text64(new Uint8Array(sealed)) };
  }

  /* The words; throws for a wrong code as for a damaged copy. */
  async function open(code, capsule) {
    if (capsule.v !== 1 || capsule.n < LEAST || capsule.n > MOST) throw new Error("not one of ours");
    const how = { name: "AES-GCM", iv: raw64(capsule.i), additionalData: about(capsule.n, capsule.s) };
    const key = await derive(code, raw64(capsule.s), capsule.n);
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, raw64(capsule.c))));
  }

  const works = () => Boolean(window.isSecureContext && window.crypto && crypto.subtle);
  return { seal, open, fault, works };
})();
