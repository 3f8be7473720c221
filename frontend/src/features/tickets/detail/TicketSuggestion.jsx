import ChevronDown from 'lucide-react/icons/chevron-down';
import Sparkles from 'lucide-react/icons/sparkles';
import { useId, useState } from 'react';

import { useConfig } from '../../../domain/session/useConfig.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { TicketAge } from '../../../domain/ticket/TicketAge.jsx';
import { formatDuration, formatShare } from '../../../lib/numbers.js';
import { detailCopy } from './copy.js';

const FIELDS = /** @type {const} */ (['category', 'priority']);

/**
 * The suggestion for a ticket and its outcome; nothing if there was none. Its space is kept until
 * that is known, so that the description does not move.
 * @param {{ ticket: import('../../../types').Ticket, isFetching: boolean }} props
 */
export function TicketSuggestion({ ticket, isFetching }) {
  const hasModel = useConfig()?.suggestions !== false;
  const { suggestion } = ticket;
  if (suggestion) return <Box ticket={ticket} suggestion={suggestion} />;
  const isComing = suggestion === undefined && isFetching && hasModel;
  return isComing ? <div className="ai-box ai-box--coming" aria-hidden="true" /> : null;
}

/**
 * @typedef {object} Props
 * @property {import('../../../types').Ticket} ticket
 * @property {import('../../../types').TicketSuggestion} suggestion
 */

/** @param {Props} props */
function Box({ ticket, suggestion }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const text = detailCopy.ai;
  return (
    <div className="ai-box" role="group" aria-label={text.label}>
      <div className="ai-line">
        <span className="ai-tag" aria-hidden="true">
          <Sparkles />
          {text.tag}
        </span>
        {FIELDS.map((field) => (
          <Outcome
            key={field}
            name={ticketCopy.fields[field]}
            suggested={suggestion[field]}
            now={ticket[field]}
          />
        ))}
        <button
          type="button"
          className="ai-why"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {text.why}
          <ChevronDown aria-hidden="true" />
        </button>
      </div>
      <div id={id} hidden={!isOpen}>
        <Why suggestion={suggestion} />
      </div>
    </div>
  );
}

/** @param {{ name: string, suggested: string, now: string }} props */
function Outcome({ name, suggested, now }) {
  const text = detailCopy.ai;
  if (suggested === now) {
    return (
      <span className="ai-outcome">
        <span className="visually-hidden">{`${name}: `}</span>
        <span>{text.kept(now)}</span>
      </span>
    );
  }
  return (
    <span className="ai-outcome ai-outcome--changed">
      <span className="visually-hidden">{text.changedSpoken(name, suggested, now)}</span>
      <span aria-hidden="true">{text.changed(suggested, now)}</span>
    </span>
  );
}

/** @param {Pick<Props, 'suggestion'>} props */
function Why({ suggestion }) {
  const { reason, model, confidence, created_at, latency_ms } = suggestion;
  const { chosen_category, chosen_priority } = suggestion;
  const wasChanged = FIELDS.some((field) => suggestion[`chosen_${field}`] !== suggestion[field]);
  const text = detailCopy.ai;
  return (
    <div className="ai-details">
      {reason ? <p dir="auto">{reason}</p> : <p className="ai-no-reason">{text.noReason}</p>}
      <dl>
        <Fact name={text.model}>
          <bdi>{model}</bdi>
        </Fact>
        {confidence === null ? null : <Fact name={text.confidence}>{formatShare(confidence)}</Fact>}
        <Fact name={text.when}>
          <TicketAge iso={created_at} inSentence />
        </Fact>
        <Fact name={text.took}>
          <bdi>{formatDuration(latency_ms)}</bdi>
        </Fact>
        {wasChanged ? (
          <Fact name={text.chosen}>{text.both(chosen_category, chosen_priority)}</Fact>
        ) : null}
      </dl>
    </div>
  );
}

/** @param {{ name: string, children: import('react').ReactNode }} props */
function Fact({ name, children }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
