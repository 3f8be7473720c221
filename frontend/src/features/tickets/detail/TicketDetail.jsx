import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { asApiError } from '../../../api/errors.js';
import { TRIAGE_FIELDS } from '../../../api/vocabulary.js';
import { openSavedReplies } from '../../../domain/saved-reply/panel.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { REFERENCE_FIELDS } from '../../../domain/ticket/fieldValues.js';
import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { usePendingFocus } from '../../../ui/hooks/pendingFocus.js';
import { Tabs } from '../../../ui/Tabs.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { useLazyCode } from '../../../ui/lazyCode.js';
import { ReferenceMenu } from '../assignment/ReferenceMenu.jsx';
import { Composer } from '../composer/Composer.jsx';
import { TicketCustomer } from '../customer/TicketCustomer.jsx';
import { EditableTitle } from '../editing/EditableTitle.jsx';
import { FieldMenu } from '../editing/FieldMenu.jsx';
import { TagMenu } from '../tags/TagMenu.jsx';
import { TicketHistory } from '../history/TicketHistory.jsx';
import { GoesTo } from '../merging/GoesTo.jsx';
import { MergedBanner } from '../merging/MergedBanner.jsx';
import { TicketsBeside } from '../merging/TicketsBeside.jsx';
import { similarTickets } from '../similar/lazyTickets.js';
import { Writers } from '../presence/Writers.jsx';
import { RemovedBanner } from '../removal/RemovedBanner.jsx';
import { SnoozeNote } from '../snooze/SnoozeNote.jsx';
import { useSimilar } from '../similar/useSimilar.js';
import { Conversation } from '../thread/Conversation.jsx';
import { threadCopy } from '../thread/copy.js';
import { messageId } from '../thread/Message.jsx';
import { useSeen } from '../unread/useSeen.js';
import { detailCopy } from './copy.js';
import { DetailHeader } from './DetailHeader.jsx';
import { TicketMissing } from './TicketMissing.jsx';
import { TicketRequester } from './TicketRequester.jsx';
import { TicketSuggestion } from './TicketSuggestion.jsx';
import { useTicket } from './useTicket.js';

/**
 * The open ticket: beside the list on a wide screen, in its place on a narrow one.
 * @param {object} props
 * @param {number} props.id
 * @param {import('../useWorkspace.js').Workspace['list']} props.list
 * @param {import('../useWorkspace.js').Workspace['navigation']} props.navigation
 * @param {import('react').RefObject<HTMLElement | null>} props.panel
 */
export function TicketDetail({ id, list, navigation, panel }) {
  const { data: ticket, error, isPending, isFetching, refetch } = useTicket(id);

  useEffect(() => {
    // Only after a key or a click has opened it, not after a reload.
    if (usePendingFocus.getState() !== 'ticket') return;
    usePendingFocus.setState(null);
    panel.current?.focus();
  }, [id, panel]);

  // Even if a list still has it.
  const isGone = error !== null && asApiError(error).kind === 'not_found';

  return (
    <article className="panel detail" aria-label={ticketCopy.label(id)} ref={panel} tabIndex={-1}>
      <DetailHeader
        id={id}
        ticket={isGone ? undefined : ticket}
        list={list}
        navigation={navigation}
      />
      {ticket && !isGone ? (
        <Content key={id} ticket={ticket} isFetching={isFetching} onLeave={navigation.leave} />
      ) : null}
      {!ticket && isPending ? <p className="detail-loading">{detailCopy.loading}</p> : null}
      {error && (isGone || !ticket) ? (
        <TicketMissing
          id={id}
          error={error}
          onRetry={() => void refetch()}
          onClose={navigation.close}
        />
      ) : null}
    </article>
  );
}

// With fewer messages the end is close.
const SEVERAL = 3;

/** @typedef {keyof typeof detailCopy.tabs} Part */

/**
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {boolean} props.isFetching
 * @param {(ids: number[]) => void} props.onLeave
 */
function Content({ ticket, isFetching, onLeave }) {
  const { message_count = 0 } = ticket;
  const [part, setPart] = useState(/** @type {Part} */ ('conversation'));
  const similar = useSimilar(ticket, part === 'similar');
  const reading = useSeen(ticket.id, useAccountId() ?? null);

  /** @param {number} message */
  function showMessage(message) {
    flushSync(() => setPart('conversation'));
    const element = document.getElementById(messageId(message));
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  }

  return (
    <>
      <div className="detail-scroll">
        {ticket.folder ? <RemovedBanner ticket={ticket} onLeave={onLeave} /> : null}
        <Head ticket={ticket} isFetching={isFetching} />
        <Tabs
          label={detailCopy.parts}
          names={{
            ...detailCopy.tabs,
            similar: detailCopy.similarCount(similar.data?.duplicates.length ?? 0),
          }}
          current={part}
          onChange={setPart}
          beside={part === 'conversation' && message_count > SEVERAL ? <LatestButton /> : null}
        >
          {part === 'conversation' ? <Conversation ticket={ticket} reading={reading} /> : null}
          {part === 'activity' ? <TicketHistory ticket={ticket} /> : null}
          {part === 'similar' ? <Similar of={ticket.id} query={similar} /> : null}
          {part === 'customer' ? <TicketCustomer ticket={ticket} /> : null}
        </Tabs>
      </div>
      {/* What is written for a merged ticket belongs in the other one. */}
      {ticket.folder || ticket.merged_into ? null : (
        <>
          <Writers ticket={ticket.id} />
          <GoesTo ticket={ticket} />
          <Composer
            ticket={ticket}
            onSend={() => setPart('conversation')}
            onRead={showMessage}
            onManageReplies={openSavedReplies}
          />
        </>
      )}
    </>
  );
}

/** @param {{ of: number, query: ReturnType<typeof useSimilar> }} props */
function Similar({ of, query }) {
  const code = useLazyCode(similarTickets, true);
  return code ? <code.SimilarTickets of={of} query={query} /> : null;
}

/** Leads to the end of a long conversation. */
function LatestButton() {
  function show() {
    /** @type {HTMLElement | undefined} */
    const latest = [.../** @type {any} */ (document.querySelectorAll('.thread > .message'))].at(-1);
    latest?.scrollIntoView({ block: 'nearest' });
    latest?.focus({ preventScroll: true });
  }
  return (
    <button type="button" className="link-button" onClick={show}>
      {threadCopy.latest}
    </button>
  );
}

/** @param {{ ticket: import('../../../types').Ticket, isFetching: boolean }} props */
function Head({ ticket, isFetching }) {
  const now = useNow();
  const { created_at, updated_at, resolved_at } = ticket;
  const isFixed = Boolean(ticket.folder);
  const isChanged = updated_at !== created_at && updated_at !== resolved_at;
  return (
    <>
      {ticket.merged_into ? (
        <MergedBanner id={ticket.id} into={ticket.merged_into} isFixed={isFixed} />
      ) : null}
      <EditableTitle ticket={ticket} />
      <p className="detail-meta">
        <span>{detailCopy.created}</span> <TicketTime iso={created_at} now={now} />
        {resolved_at ? (
          <>
            <span>, {detailCopy.resolved}</span> <TicketTime iso={resolved_at} now={now} />
          </>
        ) : null}
        {isChanged ? (
          <>
            <span>, {detailCopy.updated}</span> <TicketTime iso={updated_at} now={now} />
          </>
        ) : null}
      </p>
      <SnoozeNote ticket={ticket} />
      <TicketRequester ticket={ticket} />
      <div className="properties" role="group" aria-label={detailCopy.properties}>
        {TRIAGE_FIELDS.map((field) => (
          <FieldMenu key={field} ticket={ticket} field={field} look="property" place="detail" />
        ))}
        {REFERENCE_FIELDS.map((field) => (
          <ReferenceMenu key={field} ticket={ticket} field={field} look="property" place="detail" />
        ))}
        <TagMenu ticket={ticket} />
      </div>
      <TicketSuggestion ticket={ticket} isFetching={isFetching} />
      <TicketsBeside id={ticket.id} isFixed={isFixed} />
    </>
  );
}
