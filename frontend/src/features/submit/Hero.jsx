import { Check, ChevronDown, X } from 'lucide-react';

import { copy } from '../../lib/copy.js';

/**
 * A short welcome for who comes for the first time.
 * @param {{ hasSuggestions: boolean, onDismiss: () => void }} props
 */
export function Hero({ hasSuggestions, onDismiss }) {
  const { title, titleAccent, how, dismiss, factSuggestions, stepAlone } = copy.hero;
  const lede = hasSuggestions ? copy.hero.lede : copy.hero.ledeAlone;
  const facts = hasSuggestions ? [...copy.hero.facts, factSuggestions] : copy.hero.facts;
  const [first, second, last] = copy.hero.steps;
  const steps = [first, hasSuggestions ? second : stepAlone, last];
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
      <button
        type="button"
        className="button button--quiet button--small hero-dismiss"
        onClick={onDismiss}
      >
        <X aria-hidden="true" />
        {dismiss}
      </button>
    </div>
  );
}
