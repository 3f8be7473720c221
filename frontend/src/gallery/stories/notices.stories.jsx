import { errorCopy } from '../../api/copy.js';
import { ApiError } from '../../api/errors.js';
import { appCopy } from '../../app/copy.js';
import { dashboardCopy } from '../../features/dashboard/copy.js';
import { TicketMissing } from '../../features/tickets/detail/TicketMissing.jsx';
import { listCopy } from '../../features/tickets/list/copy.js';
import { EmptyList } from '../../features/tickets/list/EmptyList.jsx';
import { NewTicketsPill } from '../../features/tickets/list/NewTicketsPill.jsx';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { StaleBar } from '../../ui/StaleBar.jsx';
import { TEXTS } from '../fixtures.js';
import { storiesOf } from '../story.js';

const noop = () => {};

/** @param {number} count @param {boolean} more */
const pill = (count, more) => () => <NewTicketsPill arrivals={{ count, more, accept: noop }} />;

export const notices = [
  ...storiesOf('ErrorState', {
    'whole tab': () => (
      <ErrorState level={1} title={appCopy.crash.title} text={appCopy.crash.text} onRetry={noop} />
    ),
    'list failed': () => (
      <ErrorState
        title={listCopy.failed}
        text={`${errorCopy.server} ${listCopy.failedKept}`}
        onRetry={noop}
      />
    ),
    'without a reason': () => <ErrorState level={3} title={dashboardCopy.failed} onRetry={noop} />,
  }),
  ...storiesOf('EmptyList', {
    'never a ticket': { render: () => <EmptyList />, view: {} },
    'no match': {
      render: () => <EmptyList />,
      view: { status: ['open'], priority: ['critical', 'high'], created_within: 7, search: 'vat' },
    },
    'no match, unbroken search': {
      render: () => <EmptyList />,
      view: { search: TEXTS.unbroken },
    },
    'no match, Arabic': { render: () => <EmptyList />, view: { search: TEXTS.arabic } },
  }),
  ...storiesOf('TicketMissing', {
    'not found': () => (
      <TicketMissing
        id={99999}
        error={new ApiError('not_found', errorCopy.not_found)}
        onRetry={noop}
        onClose={noop}
      />
    ),
    failed: () => (
      <TicketMissing
        id={1043}
        error={new ApiError('timeout', errorCopy.timeout)}
        onRetry={noop}
        onClose={noop}
      />
    ),
  }),
  ...storiesOf('StaleBar', {
    default: () => <StaleBar since={Date.now() - 20 * 60_000} onRetry={noop} />,
  }),
  ...storiesOf('NewTicketsPill', {
    one: pill(1, false),
    several: pill(12, false),
    'a page and more': pill(50, true),
  }),
];
