import { Component } from 'react';

const BUTTON = '.public-thread-earlier';
const FORM = '.answer-form';

/** @typedef {{ element: Element, top: number, isInButton: boolean }} Place */

/** Return what must not move on the screen: the box that somebody writes in, or the oldest message. */
function heldElement() {
  const focused = document.activeElement;
  return focused?.closest(FORM) ? focused : document.querySelector(`${BUTTON} + li`);
}

/**
 * Keeps what people look at in its place while messages come above it. Browsers do so in part, and
 * not all.
 * @extends {Component<{ children: import('react').ReactNode }>}
 */
export class KeptPlace extends Component {
  /** @returns {Place | null} */
  getSnapshotBeforeUpdate() {
    const element = heldElement();
    if (!element) return null;
    const isInButton = Boolean(document.activeElement?.closest(BUTTON));
    return { element, top: element.getBoundingClientRect().top, isInButton };
  }

  /**
   * @param {unknown} _props
   * @param {unknown} _state
   * @param {Place | null} place
   */
  componentDidUpdate(_props, _state, place) {
    if (!place?.element.isConnected) return;
    const moved = place.element.getBoundingClientRect().top - place.top;
    if (moved) window.scrollBy(0, moved);
    // The button is gone with the last of them: the focus goes to what it has brought.
    if (place.isInButton && !document.querySelector(BUTTON)) {
      /** @type {HTMLElement | null} */ (
        document.querySelector('.public-thread li:nth-child(2) > article')
      )?.focus({ preventScroll: true });
    }
  }

  render() {
    return this.props.children;
  }
}
