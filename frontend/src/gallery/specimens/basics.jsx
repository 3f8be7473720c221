import { Check, X } from 'lucide-react';

import { errorCopy } from '../../api/copy.js';
import { CATEGORIES, PRIORITIES_BY_URGENCY, STATUSES } from '../../api/vocabulary.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { FieldIcon } from '../../domain/ticket/FieldIcon.jsx';
import { PriorityIcon } from '../../domain/ticket/PriorityIcon.jsx';
import { StatusIcon } from '../../domain/ticket/StatusIcon.jsx';
import { TicketAge } from '../../domain/ticket/TicketAge.jsx';
import { TicketTime } from '../../domain/ticket/TicketTime.jsx';
import { VIEWS } from '../../domain/view/filters.js';
import { submitCopy } from '../../features/submit/copy.js';
import { editingCopy } from '../../features/tickets/editing/copy.js';
import { filterCopy } from '../../features/tickets/filters/copy.js';
import { ViewIcon } from '../../features/tickets/views/ViewIcon.jsx';
import { FieldError } from '../../ui/FieldError.jsx';
import { Highlight } from '../../ui/Highlight.jsx';
import { Beside } from '../Beside.jsx';
import { TEXTS, TIMES } from '../fixtures.js';
import { inStates } from '../specimen.js';

const KINDS = ['primary', 'soft', 'quiet', 'danger'];
const SIZES = ['small', 'medium', 'large'];

/** @param {{ kind: string, isBusy?: boolean }} props */
function Buttons({ kind, isBusy }) {
  return (
    <Beside>
      {SIZES.map((size) => (
        <button
          key={size}
          type="button"
          className={`button button--${kind} button--${size}`}
          aria-disabled={isBusy}
        >
          <Check aria-hidden="true" />
          {kind} {size}
          <kbd aria-hidden="true">E</kbd>
        </button>
      ))}
    </Beside>
  );
}

export const basics = [
  ...inStates('Button', {
    ...Object.fromEntries(KINDS.map((kind) => [kind, () => <Buttons kind={kind} />])),
    busy: () => <Buttons kind="primary" isBusy />,
    icon: () => (
      <Beside>
        <button type="button" className="icon-button" aria-label="Close">
          <X aria-hidden="true" />
        </button>
        <button type="button" className="icon-button icon-button--small" aria-label="Remove">
          <X aria-hidden="true" />
        </button>
        <button type="button" className="link-button">
          {filterCopy.clearAll}
        </button>
      </Beside>
    ),
  }),
  ...inStates('StatusIcon', {
    all: () => (
      <Beside>
        {STATUSES.map((status) => (
          <Beside key={status}>
            <StatusIcon status={status} /> {ticketCopy.values[status]}
          </Beside>
        ))}
      </Beside>
    ),
  }),
  ...inStates('PriorityIcon', {
    all: () => (
      <Beside>
        {PRIORITIES_BY_URGENCY.map((priority) => (
          <Beside key={priority}>
            <PriorityIcon priority={priority} /> {ticketCopy.values[priority]}
          </Beside>
        ))}
      </Beside>
    ),
  }),
  ...inStates('FieldIcon', {
    category: () => (
      <Beside>
        {CATEGORIES.map((category) => (
          <Beside key={category}>
            <FieldIcon field="category" value={category} /> {ticketCopy.values[category]}
          </Beside>
        ))}
      </Beside>
    ),
  }),
  ...inStates('ViewIcon', {
    all: () => (
      <Beside>
        {[...VIEWS.map(({ id }) => id), 'own'].map((id) => (
          <ViewIcon key={id} id={id} />
        ))}
      </Beside>
    ),
  }),
  ...inStates('TicketAge', {
    all: () => (
      <Beside>
        {Object.values(TIMES).map((iso) => (
          <TicketAge key={iso} iso={iso} />
        ))}
      </Beside>
    ),
    'in a sentence': () => (
      <p>
        Opened <TicketAge iso={TIMES.hours} inSentence />
      </p>
    ),
  }),
  ...inStates('TicketTime', {
    all: () => (
      <Beside>
        {Object.values(TIMES).map((iso) => (
          <TicketTime key={iso} iso={iso} now={Date.now()} />
        ))}
      </Beside>
    ),
  }),
  ...inStates('Highlight', {
    'one match': () => (
      <p className="rows">
        <Highlight text={TEXTS.plain} search="vat" />
      </p>
    ),
    'several words': () => (
      <p className="rows">
        <Highlight text={TEXTS.plain} search="march wrong" />
      </p>
    ),
    Arabic: () => (
      <p className="rows" dir="auto">
        <Highlight text={TEXTS.arabic} search="الدخول" />
      </p>
    ),
  }),
  ...inStates('FieldError', {
    short: () => <FieldError id="error" text={submitCopy.form.missing.category} />,
    long: () => (
      <FieldError
        id="error"
        text={editingCopy.text.failed(`${errorCopy.server} ${TEXTS.unbroken}`)}
      />
    ),
  }),
];
