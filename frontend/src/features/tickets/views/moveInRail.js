/** @type {Record<string, (index: number, count: number) => number>} */
const STEPS = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/**
 * Move the focus from one link of the rail to the next by the arrow keys, beside the Tab key.
 * @param {import('react').KeyboardEvent<HTMLElement>} event
 */
export function moveInRail(event) {
  const links = [...event.currentTarget.querySelectorAll('a')];
  const index = links.findIndex((link) => link === document.activeElement);
  const step = STEPS[event.key];
  if (!step || index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  links[step(index, links.length)].focus();
}
