import { Component } from 'react';

import { ErrorState } from '../ui/ErrorState.jsx';
import { appCopy } from './copy.js';

const CODE_NOT_LOADED = /dynamically imported module|importing a module script|preload CSS/i;

/** @typedef {import('react').ReactNode} ReactNode */

/**
 * Shows an error in place of one tab, and leaves the others working; with `above` in front of it, where
 * it takes the place of the whole product.
 * @extends {Component<{ children: ReactNode, above?: ReactNode }, { error: Error | null }>}
 */
export class ErrorBoundary extends Component {
  /** @type {{ error: Error | null }} */
  state = { error: null };

  /** @param {Error} error */
  static getDerivedStateFromError(error) {
    return { error };
  }

  retry = () => {
    // Missing code is most often of an earlier release: only a reload can load the new one.
    if (CODE_NOT_LOADED.test(this.state.error?.message ?? '')) window.location.reload();
    else this.setState({ error: null });
  };

  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <>
        {this.props.above}
        <ErrorState
          title={appCopy.crash.title}
          text={appCopy.crash.text}
          onRetry={this.retry}
          level={1}
        />
      </>
    );
  }
}
