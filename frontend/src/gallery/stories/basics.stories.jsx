import Check from 'lucide-react/icons/check';
import X from 'lucide-react/icons/x';

import { errorCopy } from '../../api/copy.js';
import { CATEGORIES, PRIORITIES_BY_URGENCY, STATUSES } from '../../api/vocabulary.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { FieldIcon } from '../../domain/ticket/FieldIcon.jsx';
import { PriorityIcon } from '../../domain/ticket/PriorityIcon.jsx';
import { StatusIcon } from '../../domain/ticket/StatusIcon.jsx';
import { TicketAge } from '../../domain/ticket/TicketAge.jsx';
import { TicketTime } from '../../domain/ticket/TicketTime.jsx';
import { QUEUES, VIEWS } from '../../domain/view/queues.js';
import { submitCopy } from '../../features/submit/copy.js';
import { editingCopy } from '../../features/tickets/editing/copy.js';
import { filterCopy } from '../../features/tickets/filters/copy.js';
import { ViewIcon } from '../../features/tickets/views/ViewIcon.jsx';
import { FieldError } from '../../ui/FieldError.jsx';
import { Highlight } from '../../ui/Highlight.jsx';
import { Cluster } from '../decorators.jsx';
import { TEXTS, TIMES } from '../fixtures.js';
import { storiesOf } from '../story.js';

const KINDS = ['primary', 'soft', 'quiet', 'danger'];
const SIZES = ['small', 'medium', 'large'];

/** @param {{ kind: string, isBusy?: boolean }} props */
function Buttons({ kind, isBusy }) {
  return (
    <Cluster>
      {SIZES.map((size) => (
        <button
          key={size}
          type="button"
          className={`button button--${kind} button--${size}`}
          aria-disabled={isBusy}
        >
          <Check aria-hidden="true" />
          <span>{`${kind} ${size}`}</span>
          <kbd aria-hidden="true">E</kbd>
        </button>
      ))}
    </Cluster>
  );
}

export const basics = [
  ...storiesOf('Button', {
    ...Object.fromEntries(KINDS.map((kind) => [kind, () => <Buttons kind={kind} />])),
    busy: () => <Buttons kind="primary" isBusy />,
    icon: () => (
      <Cluster>
        <button type="button" className="icon-button" aria-label="Close">
          <X aria-hidden="true" />
        </button>
        <button type="button" className="icon-button icon-button--small" aria-label="Remove">
          <X aria-hidden="true" />
        </button>
        <button type="button" className="link-button">
          {filterCopy.clearAll}
        </button>
      </Cluster>
    ),
  }),
  ...storiesOf('StatusIcon', {
    all: () => (
      <Cluster>
        {STATUSES.map((status) => (
          <Cluster key={status}>
            <StatusIcon status={status} /> <span>{ticketCopy.values[status]}</span>
          </Cluster>
        ))}
      </Cluster>
    ),
  }),
  ...storiesOf('PriorityIcon', {
    all: () => (
      <Cluster>
        {PRIORITIES_BY_URGENCY.map((priority) => (
          <Cluster key={priority}>
            <PriorityIcon priority={priority} /> <span>{ticketCopy.values[priority]}</span>
          </Cluster>
        ))}
      </Cluster>
    ),
  }),
  ...storiesOf('FieldIcon', {
    category: () => (
      <Cluster>
        {CATEGORIES.map((category) => (
          <Cluster key={category}>
            <FieldIcon field="category" value={category} />{' '}
            <span>{ticketCopy.values[category]}</span>
          </Cluster>
        ))}
      </Cluster>
    ),
  }),
  ...storiesOf('ViewIcon', {
    all: () => (
      <Cluster>
        {[...[...QUEUES, ...VIEWS].map(({ id }) => id), 'own'].map((id) => (
          <ViewIcon key={id} id={id} />
        ))}
      </Cluster>
    ),
  }),
  ...storiesOf('TicketAge', {
    all: () => (
      <Cluster>
        {Object.values(TIMES).map((iso) => (
          <TicketAge key={iso} iso={iso} />
        ))}
      </Cluster>
    ),
    'in a sentence': () => (
      <p>
        <span>Opened</span> <TicketAge iso={TIMES.hours} inSentence />
      </p>
    ),
  }),
  ...storiesOf('TicketTime', {
    all: () => (
      <Cluster>
        {Object.values(TIMES).map((iso) => (
          <TicketTime key={iso} iso={iso} now={Date.now()} />
        ))}
      </Cluster>
    ),
  }),
  ...storiesOf('Highlight', {
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
  ...storiesOf('FieldError', {
    short: () => <FieldError id="error" text={submitCopy.form.missing.category} />,
    long: () => (
      <FieldError
        id="error"
        text={editingCopy.text.failed(`${errorCopy.server} ${TEXTS.unbroken}`)}
      />
    ),
  }),
];
