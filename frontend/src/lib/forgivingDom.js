/**
 * Translators, reading aids and other helpers of the page wrap, replace and remove nodes that React
 * holds. React asks a parent to remove a node, or to insert one before it, which then is no child of
 * that parent; browsers throw, and the whole tab falls over (facebook/react#11538). Where React wants
 * what cannot be done to the letter, do what it means instead.
 *
 * Text that React changes cannot be mended here: it has an element of its own, which the rule
 * `local/text-in-element` of the linter sees to.
 */
export function forgiveForeignChanges() {
  const { insertBefore, removeChild } = Node.prototype;

  /**
   * @template {Node} T
   * @this {Node}
   * @param {T} node
   * @param {Node | null} next
   * @returns {T}
   */
  Node.prototype.insertBefore = function insertBeforeWhatIsThere(node, next) {
    const isForeign = next instanceof Node && next.parentNode !== this;
    // The wrapper around it has its place; one that is gone has none, and the end is never wrong by far.
    const place = isForeign ? childAround(this, next) : next;
    return /** @type {T} */ (insertBefore.call(this, node, place));
  };

  /**
   * @template {Node} T
   * @this {Node}
   * @param {T} node
   * @returns {T}
   */
  Node.prototype.removeChild = function removeFromWhereItIs(node) {
    const isForeign = node instanceof Node && node.parentNode !== this;
    if (!isForeign) return /** @type {T} */ (removeChild.call(this, node));
    let wrapper = node.parentNode;
    if (!wrapper) return node;
    removeChild.call(wrapper, node);
    // Wrappers left empty were there for it alone.
    while (
      wrapper !== this &&
      wrapper?.parentNode &&
      this.contains(wrapper) &&
      !wrapper.hasChildNodes()
    ) {
      const outer = /** @type {ParentNode} */ (wrapper.parentNode);
      removeChild.call(outer, wrapper);
      wrapper = outer;
    }
    return node;
  };
}

/**
 * Return the child of a parent that contains a node; null if none does.
 * @param {Node} parent
 * @param {Node} node
 */
function childAround(parent, node) {
  /** @type {Node | null} */
  let child = node;
  while (child && child.parentNode !== parent) child = child.parentNode;
  return child;
}
