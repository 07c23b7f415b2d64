// Words: compared without case, accents or punctuation, and put into phrases.

const LIGATURES = { œ: "oe", æ: "ae", ø: "o", ß: "ss" };

// The text as plain lower-case words, one blank before each: "L'Élysée" is " l elysee".
function fold(text) {
  const plain = text
    .toLowerCase()
    .replace(/[œæøß]/g, (letter) => LIGATURES[letter])
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "");
  return " " + plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// A phrase with its places, such as {count}, filled in.
function put(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function number(count, words) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, words.thousands);
}

// An element with attributes and children; text is never read as markup.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function drawn(name, attributes = {}) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
