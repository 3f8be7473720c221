import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import X from 'lucide-react/icons/x';

import { submitCopy } from './copy.js';

/**
 * A short welcome for first-time visitors.
 * @param {{ hasSuggestions: boolean, onDismiss: () => void }} props
 */
export function Hero({ hasSuggestions, onDismiss }) {
  const { title, titleAccent, how, dismiss, factSuggestions, stepAlone } = submitCopy.hero;
  const lede = hasSuggestions ? submitCopy.hero.lede : submitCopy.hero.ledeAlone;
  const facts = hasSuggestions
    ? [...submitCopy.hero.facts, factSuggestions]
    : submitCopy.hero.facts;
  const [first, second, last] = submitCopy.hero.steps;
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
            <span>{fact}</span>
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
