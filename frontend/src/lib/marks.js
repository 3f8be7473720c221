/**
 * A text cut at the words that were searched for, without regard to case.
 * @param {string} text
 * @param {string} search
 * @returns {{ text: string, isMatch: boolean, start: number }[]}
 */
export function segments(text, search) {
  const words = search.split(/\s+/).filter(Boolean);
  if (!words.length) return [{ text, isMatch: false, start: 0 }];
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(${escaped.join('|')})`, 'giu');
  let start = 0;
  return text.split(pattern).flatMap((part, index) => {
    const segment = { text: part, isMatch: index % 2 === 1, start };
    start += part.length;
    return part ? [segment] : [];
  });
}
