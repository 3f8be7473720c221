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
import { inStates } from '../specimen.js';

const ignore = () => {};

/** @param {number} count @param {boolean} more */
const pill = (count, more) => () => <NewTicketsPill arrivals={{ count, more, accept: ignore }} />;

export const notices = [
  ...inStates('ErrorState', {
    'whole tab': () => (
      <ErrorState
        level={1}
        title={appCopy.crash.title}
        text={appCopy.crash.text}
        onRetry={ignore}
      />
    ),
    'list failed': () => (
      <ErrorState
        title={listCopy.failed}
        text={`${errorCopy.server} ${listCopy.failedKept}`}
        onRetry={ignore}
      />
    ),
    'without a reason': () => (
      <ErrorState level={3} title={dashboardCopy.failed} onRetry={ignore} />
    ),
  }),
  ...inStates('EmptyList', {
    'never a ticket': { render: () => <EmptyList />, at: {} },
    'no match': {
      render: () => <EmptyList />,
      at: { status: ['open'], priority: ['critical', 'high'], created_within: 7, search: 'vat' },
    },
    'no match, unbroken search': {
      render: () => <EmptyList />,
      at: { search: TEXTS.unbroken },
    },
    'no match, Arabic': { render: () => <EmptyList />, at: { search: TEXTS.arabic } },
  }),
  ...inStates('TicketMissing', {
    'not found': () => (
      <TicketMissing
        id={99999}
        error={new ApiError('not_found', errorCopy.not_found)}
        onRetry={ignore}
        onClose={ignore}
      />
    ),
    failed: () => (
      <TicketMissing
        id={1043}
        error={new ApiError('timeout', errorCopy.timeout)}
        onRetry={ignore}
        onClose={ignore}
      />
    ),
  }),
  ...inStates('StaleBar', {
    default: () => <StaleBar since={Date.now() - 20 * 60_000} onRetry={ignore} />,
  }),
  ...inStates('NewTicketsPill', {
    one: pill(1, false),
    several: pill(12, false),
    'a page and more': pill(50, true),
  }),
];
