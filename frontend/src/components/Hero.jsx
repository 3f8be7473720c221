import { Check, ChevronDown, X } from 'lucide-react';

import { copy } from '../lib/copy.js';

/**
 * A short welcome for who comes for the first time.
 * @param {{ onDismiss: () => void }} props
 */
export function Hero({ onDismiss }) {
  const { title, titleAccent, lede, facts, how, steps, dismiss } = copy.hero;
  return (
    <div className="hero">
      <h1 className="hero-title">
        {title} <span>{titleAccent}</span>
      </h1>
      <p className="hero-lede">{lede}</p>
      <ul className="hero-facts">
        {facts.map((fact) => (
          <li key={fact}>
            <Check aria-hidden="true" />
            {fact}
          </li>
        ))}
      </ul>
      <details className="hero-how">
        <summary>
          {how}
          <ChevronDown aria-hidden="true" />
        </summary>
        <ol>
          {steps.map((step) => (
            <li key={step.title}>
              <b>{step.title}</b>
              <span>{step.text}</span>
            </li>
          ))}
        </ol>
      </details>
      <button type="button" className="button button--quiet button--small" onClick={onDismiss}>
        <X aria-hidden="true" />
        {dismiss}
      </button>
    </div>
  );
}
