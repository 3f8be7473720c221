import { Component } from 'react';

import { ErrorState } from '../ui/ErrorState.jsx';
import { appCopy } from './copy.js';

const CODE_NOT_LOADED = /dynamically imported module|importing a module script|preload CSS/i;

/**
 * Keeps a mistake in one tab from taking the others along.
 * @extends {Component<{ children: import('react').ReactNode }, { error: Error | null }>}
 */
export class ErrorBoundary extends Component {
  /** @type {{ error: Error | null }} */
  state = { error: null };

  /** @param {Error} error */
  static getDerivedStateFromError(error) {
    return { error };
  }

  retry = () => {
    // Code that did not come is most often of a release that is gone: only the page can fetch it.
    if (CODE_NOT_LOADED.test(this.state.error?.message ?? '')) window.location.reload();
    else this.setState({ error: null });
  };

  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        title={appCopy.crash.title}
        text={appCopy.crash.text}
        onRetry={this.retry}
        level={1}
      />
    );
  }
}
