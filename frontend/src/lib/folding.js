// The same form as backend/core/text/folding.py, which says why; cases that hold for both are in
// foldingCases.json.

// Combining marks are what is meant, each by itself.
/* eslint-disable no-misleading-character-class */
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;
// Some control characters are white space.
// eslint-disable-next-line no-control-regex
const WHITE_SPACE = /[\t-\r\x1c-\x1f\x85\p{Zs}\u2028\u2029]+/gu;
// What is drawn as nothing, as in text.js, and halves of characters.
const INVISIBLE = /[\p{Cc}\p{Cs}\p{DI}\u2800\ufff9-\ufffb\u{13430}-\u{13440}\u{16fe4}\u{1d159}]+/gu;
/* eslint-enable no-misleading-character-class */

/** Letters and signs by what they are folded to. */
const LOOK_ALIKES = {
  a: 'ᶏⱥ',
  ae: 'æ',
  b: 'ƀƃɓᵬᶀꞗ',
  c: 'ƈȼɕꞓꞔ',
  d: 'ðđƌȡɖɗᵭᶁᶑꟈ',
  e: 'ɇᶒⱸꬴ',
  f: 'ƒᵮᶂꞙ',
  g: 'ǥɠᶃꞡ',
  h: 'ħɦⱨꞕ',
  i: 'ıɨᶖ',
  j: 'ȷɉʝ',
  k: 'ĸƙᶄⱪꝁꝃꝅꞣ',
  l: 'łƚȴɫɬɭᶅⱡꝉꞎꬷꬸꬹ',
  m: 'ɱᵯᶆꬺ',
  n: 'ŋƞȵɲɳᵰᶇꞑꞥꬻ',
  o: 'øɵⱺꝋꝍ',
  oe: 'œ',
  p: 'ƥᵱᵽᶈꝑꝓꝕ',
  q: 'ɋʠꝗꝙ',
  r: 'ɍɼɽɾᵲᵳᶉꞧꭉ',
  s: 'ȿʂᵴᶊꞩꟊ',
  t: 'ŧƫƭȶʈᵵⱦ',
  th: 'þ',
  u: 'ʉᶙꞹꭎꭒ',
  v: 'ʋᶌⱱⱴꝟ',
  w: 'ⱳ',
  x: 'ᶍꭖꭗꭘꭙ',
  y: 'ƴɏỿꭚ',
  z: 'ƶȥɀʐʑᵶᶎⱬ',
  "'": '\x91\x92`´‘’‚‛‹›′‵ʹʻʼʽʾʿˈˊˋ\u0374\u0384\u1fbd\u1fbf\u1fef\u1ffd՚׳ߴߵꞋꞌ❛❜❟',
  '"': '\x93\x94“”„‟«»″‶ʺ˝״〝〞〟「」『』｢｣❝❞❠🙶🙷🙸',
  '-': '\x96\x97֊־᐀᠆‐‑‒–—―⁃⁻₋−˗⸗⸚⸺⸻⹀⹝〰゠︱︲﹘﹣－➖𐺭',
  '/': '⁄∕',
  '~': '〜～∼˜',
};
const REPLACEMENTS = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([folded, all]) => [...all].map((one) => [one, folded])),
);
const REPLACED = new RegExp(`[${[...REPLACEMENTS.keys()].join('')}]`, 'gu');
const IS_ASCII = /^[\x20-\x7e]*$/;

/** @param {string} text */
function replace(text) {
  return text
    .replace(REPLACED, (one) => REPLACEMENTS.get(one) ?? one)
    .replace(WHITE_SPACE, ' ')
    .replace(INVISIBLE, '');
}

/**
 * Return a text without case, accents and what is invisible, as the search compares it; runs of
 * blanks and blanks at the ends stay.
 * @param {string} text
 */
export function foldPart(text) {
  if (IS_ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'");
  const bare = replace(text).normalize('NFKD').replace(ACCENTS, '');
  const folded = bare.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return replace(folded).normalize('NFC').replaceAll('`', "'");
}

/**
 * Return the form of a text in which the search compares it.
 * @param {string} text
 */
export function fold(text) {
  return foldPart(text).replace(/ +/g, ' ').trim();
}
